"""One module a document, each declaring itself; ``certificates.printroom.registry`` lists them."""

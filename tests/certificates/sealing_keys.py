"""Keys and services for the tests of the seal, made by the test that asks."""

import datetime
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

PASSWORD = "correct horse"


def certificate_for(key, name, *, signed_by=None, purpose=None, is_ca=False):
    """A certificate over ``key``; self-signed unless ``signed_by`` is (key, certificate)."""
    signer, issuer = signed_by or (key, None)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(True, not is_ca, False, False, False, is_ca, is_ca, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return builder.sign(signer, hashes.SHA256())


def organisation(folder, *, kind="ec"):
    """A PKCS#12 file of an organisation under an authority; the path and the authority's PEM."""
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = certificate_for(authority_key, "Test Authority", is_ca=True)
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "ec"
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    own = certificate_for(key, "Police Academy", signed_by=(authority_key, authority))
    path = folder / "organisation.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"seal",
            key,
            own,
            [authority],
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        )
    )
    return path, authority.public_bytes(serialization.Encoding.PEM)


@contextmanager
def time_stamp_service():
    """The URL of an RFC 3161 service on this machine, and its certificate as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = certificate_for(key, "Test Time", purpose=ExtendedKeyUsageOID.TIME_STAMPING)
    der = certificate.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    stamper = DummyTimeStamper(asn1.Certificate.load(der), keys.PrivateKeyInfo.load(private))

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            content = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield (
            f"http://127.0.0.1:{server.server_port}/",
            certificate.public_bytes(serialization.Encoding.PEM),
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

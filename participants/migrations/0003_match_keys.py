from django.db import migrations

from participants.matching import keys_of

_BATCH = 500


def write_keys(apps, schema_editor):
    """Everybody who is known already is recognised like whoever comes from now on."""
    Person = apps.get_model("participants", "Person")
    MatchKey = apps.get_model("participants", "MatchKey")
    batch = []
    for person in Person.objects.order_by("pk").iterator(chunk_size=_BATCH):
        batch += [MatchKey(person=person, kind=kind, key=key) for kind, key in keys_of(person)]
        if len(batch) >= _BATCH:
            MatchKey.objects.bulk_create(batch)
            batch = []
    MatchKey.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("participants", "0002_people")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop, elidable=True)]

from django.db import migrations, models
from django.db.models.fields.json import KeyTextTransform


def kept(name, length):
    """A text of the body, kept by the database as a column of its own."""
    return models.GeneratedField(
        expression=KeyTextTransform(name, "body"),
        output_field=models.CharField(max_length=length, null=True),
        db_persist=True,
    )


class Migration(migrations.Migration):
    dependencies = [("press", "0004_webhooks")]

    operations = [
        migrations.AddField("document", "kind", kept("kind", 20)),
        migrations.AddField("document", "release_date", kept("release_date", 10)),
        migrations.AddIndex(
            "document",
            models.Index(fields=["locale", "release_date"], name="document_day"),
        ),
    ]

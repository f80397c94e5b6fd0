"""Entries are found by key and locale in their index alone, not in their rows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0007_narrow_rows'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='entry',
            name='search_entries_by_key',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['key', 'locale'], name='search_entries_by_place'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_asked'),
    ]

    operations = [
        migrations.CreateModel(
            name='PassageVector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('model', models.CharField(max_length=200)),
                ('key', models.CharField(db_index=True, max_length=32)),
                ('built_at', models.DateTimeField()),
                ('vector', models.BinaryField()),
            ],
            options={
                'verbose_name': '语义向量',
                'verbose_name_plural': '语义向量',
                'db_table': 'search_vector',
                'default_permissions': (),
                'indexes': [models.Index(fields=['model', 'built_at', 'id'], name='search_vector_model')],
                'constraints': [models.UniqueConstraint(fields=('page_id', 'number'), name='search_vector_once')],
            },
        ),
    ]

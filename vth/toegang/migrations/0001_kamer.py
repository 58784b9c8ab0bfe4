import datetime
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
import vth.tijd.migraties
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def make_table(apps, schema_editor):
    """Make the table in which attempts to sign in are counted, shared by all processes."""
    call_command('createcachetable', database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    replaces = [('toegang', '0001_initial'), ('toegang', '0002_pogingen'), ('toegang', '0003_toegang')]

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Gebruiker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('naam', models.CharField(blank=True, max_length=150)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                    'indexes': [],
                    'constraints': [],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ), migrations.CreateModel(
                name='Lidmaatschap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lidmaatschappen', to=settings.AUTH_USER_MODEL)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('rol', models.CharField(max_length=40)),
                    ('begin', models.DateField()),
                    ('eind', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('soort', models.CharField(choices=[('vast', 'vast'), ('vervanging', 'vervanging'), ('piket', 'piket')], default='vast', max_length=20)),
                    ('vervalt_op', models.DateTimeField(null=True)),
                    ('gebieden', models.JSONField(default=list)),
                    ('verleend_door', models.CharField(blank=True, max_length=200)),
                    ('reden', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind__gt', models.F('begin'))), name='lidmaatschap_geldigheid')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Toegangstoken',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='toegangstokens', to=settings.AUTH_USER_MODEL)),
                    ('naam', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('rechten', models.JSONField(default=list)),
                    ('gemaakt_op', models.DateTimeField()),
                    ('vervalt_op', models.DateTimeField()),
                    ('gebruikt_op', models.DateTimeField(null=True)),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
        migrations.RunPython(make_table, migrations.RunPython.noop),
    ]

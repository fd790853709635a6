"""How the desk's own tables came about. `manage.py makemigrations editorial` writes the next one."""

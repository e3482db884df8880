"""People: users, roles, agencies, actors and access rules.

Start at roles.py (what each role may do), actors.py (who acts now, for whom) and access.py (which rule a view carries;
a view without one answers nobody). middleware.py asks it of every request. entry/ is coming in (django-allauth),
staff/ the admin's upkeep of people, models.py the rows, demo.py the people of `make run`.
"""

"""Coming in: sign-up, sign-in, second factor, sessions and letters about an account, as hooks of django-allauth."""

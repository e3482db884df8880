"""How people come in: settings of passwords and of django-allauth (accounts.entry holds its hooks)."""

AUTHENTICATION_BACKENDS = ["accounts.entry.backends.Employed"]
PASSWORD_HASHERS = ["accounts.entry.hashers.Argon2idSmall", "django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.entry.validators.NoOfficeName"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # also how long an invitation lives
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.entry.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "accounts.entry.forms.Login",
    "signup": "accounts.entry.forms.SignUp",
    "add_email": "accounts.entry.forms.AddEmail",
    "change_password": "accounts.entry.forms.ChangePassword",
    "reset_password": "accounts.entry.forms.ResetPassword",
    "reset_password_from_key": "accounts.entry.forms.ResetPasswordKey",
    "reauthenticate": "accounts.entry.forms.Reauthenticate",
    "confirm_email_verification_code": "accounts.entry.forms.EmailCode",
    "verify_phone": "accounts.entry.forms.PhoneCode",
    "change_phone": "accounts.entry.forms.ChangePhone",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]  # the form asks for a number; staff need none
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_RATE_LIMITS = {  # a hall's one address is not blocked, an account is never locked (reliability.md C33)
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/60s/key",
    "verify_phone": "1/30s/key,20/m/ip",
    "change_phone": "3/m/user",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "accounts.entry.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "accounts.entry.forms.FactorCode",
    "reauthenticate": "accounts.entry.forms.FactorAgain",
    "activate_totp": "accounts.entry.forms.FactorNew",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Satu Pintu"
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = False

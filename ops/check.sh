#!/bin/bash
# The house inspects itself. Every inspection runs; those that found something are listed at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=()

inspect() { # inspect "title" command…: quiet when all is well
  local title=$1 out
  shift
  if out=$("$@" 2>&1); then printf '  ok    %s\n' "$title"
  else printf '  FAIL  %s\n%s\n' "$title" "$out"; failed+=("$title"); fi
}
manage() { DJANGO_SETTINGS_MODULE=portal.settings_test VAR_DIR="$folder/tests" python manage.py "$@"; }
production() { # settings as a live office has them; the values are made up here and thrown away
  env -u DJANGO_SETTINGS_MODULE -u DEMO -u DEBUG VAR_DIR="$folder/live" SITE_URL=https://perizinan.example \
    ALLOWED_HOSTS=perizinan.example DATABASE_URL=postgres://portal@127.0.0.1/portal REDIS_URL=redis://127.0.0.1/0 \
    BROKER_URL=redis://127.0.0.1/1 SECRET_KEY="$(head -c 60 /dev/urandom | base64 -w0)" \
    FIELD_KEYS="k1:$(head -c 32 /dev/urandom | base64 -w0)" INDEX_KEY="$(head -c 32 /dev/urandom | base64 -w0)" \
    OSS_USERNAME=u OSS_PASSWORD=p OSS_USER_KEY=k EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend \
    WHATSAPP_BACKEND=http WHATSAPP_URL=https://wa.example/send WHATSAPP_HOSTS=wa.example WHATSAPP_SECRET=s python manage.py "$@"
}
mkdir -p "$folder/tests" "$folder/live"

inspect "lint (ruff)" ruff check --no-cache .
inspect "format (ruff)" ruff format --check --no-cache .
inspect "layers (import-linter)" lint-imports --no-cache --no-logo
inspect "types (mypy)" mypy
inspect "templates (djlint)" djlint --lint --quiet templates
inspect "deployment (check --deploy)" production check --deploy --fail-level WARNING
inspect "migrations are complete" manage makemigrations --check --dry-run
inspect "tables" manage migrate --noinput --verbosity 0
inspect "catalogue is consistent" manage load_catalogue --check
inspect "diagrams are as the table" manage draw_workflow --check
inspect "doors are as declared" manage draw_doors --check
inspect "sizes, names, libraries" pytest -q -p no:cacheprovider tests/architecture

if ((${#failed[@]})); then
  printf '\n%s\n' "Not well: $(IFS=,; echo "${failed[*]}")"
  exit 1
fi

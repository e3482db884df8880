# One image for web, worker, beat, preparation and the mock OSS; the command chooses which.
FROM python:3.11-slim-bookworm AS libraries
COPY requirements/base.txt /tmp/
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install -qq --no-cache-dir --require-hashes --no-deps -r /tmp/base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal /data /data/static /data/files /data/mock
COPY --from=libraries /opt/venv /opt/venv
COPY . /app
WORKDIR /app
# The root file system is read-only at run time: what can be compiled is compiled here, the rest goes to /data and /tmp.
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp XDG_CACHE_HOME=/tmp/cache \
    DJANGO_SETTINGS_MODULE=portal.settings VAR_DIR=/data
RUN python -c "from portal.launch import words; words.compile_all()" && python -m compileall -q /app
USER portal
EXPOSE 8000
CMD ["gunicorn", "--config", "python:portal.launch.web", "--bind", "0.0.0.0:8000", "portal.wsgi"]

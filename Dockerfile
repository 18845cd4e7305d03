# The image of all four services: the public web, the desk, the worker, and the migrations.

FROM python:3.13-slim-bookworm AS build
WORKDIR /srv/archive
COPY requirements/bootstrap.txt requirements/runtime.txt requirements/
RUN python -m venv /srv/venv \
 && /srv/venv/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
 && /srv/venv/bin/uv pip sync --no-cache --require-hashes --compile-bytecode \
      --python /srv/venv/bin/python requirements/runtime.txt
COPY . .
# Collecting reads no database; the values only have to be acceptable, and stay in this stage.
RUN /srv/venv/bin/python -m compileall -q newsroom articles actors \
 && /srv/venv/bin/python -m newsroom.catalogue compile \
 && SECRET_KEY=built-only-k2Jq8vXw5Zr1Tn7Lb4Yd9Gm3Hs6Pf0Ac-built-only \
    ALLOWED_HOSTS=build.invalid NEWSROOM_SIDE=public STATIC_ROOT=/srv/static \
    PUBLIC_DATABASE_URL=postgresql://build.invalid/newsroom \
    DJANGO_SETTINGS_MODULE=newsroom.settings.production \
    /srv/venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin archive \
 && install -d -o archive /srv/media /srv/dumps
COPY --from=build /srv /srv
WORKDIR /srv/archive
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=newsroom.settings.production \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media \
    DUMPS_ROOT=/srv/dumps
USER archive
EXPOSE 8000
CMD ["gunicorn", "newsroom.wsgi:application", "--config", "newsroom/gunicorn.py"]

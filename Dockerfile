FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /venv
COPY requirements.lock requirements-dev.lock ./
RUN /venv/bin/python -m pip install --require-hashes -r requirements.lock
COPY . .
# The developers' lock holds the build backend to one version; nothing else of it is installed.
RUN /venv/bin/python -m pip install --no-deps --build-constraint requirements-dev.lock . \
    && /venv/bin/python -m compileall -q /venv/lib

FROM python:3.12-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin antragswerkstatt \
    && install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/gesund', timeout=4)"]
CMD ["formengine", "serve", "--host", "0.0.0.0", "--port", "8000", "--data", "/data"]

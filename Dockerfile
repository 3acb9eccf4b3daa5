# The application beside Neo4j (docker-compose.yml), or alone on its embedded store: docker run -v cancu:/data cancu
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/cancu
COPY requirements.lock ./
RUN /opt/cancu/bin/pip install --no-cache-dir -r requirements.lock
COPY . .
RUN /opt/cancu/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /home/cancu --uid 10001 cancu \
    && install -d -o cancu -g cancu /data
COPY --from=build /opt/cancu /opt/cancu
ENV PATH=/opt/cancu/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CANCU_STORE=/data
USER cancu
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/', timeout=4)"]
ENTRYPOINT ["cancu"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8765"]

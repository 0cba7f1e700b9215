# syntax=docker/dockerfile:1
# Baton without the local engine and database: both are services of docker-compose.yml.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -pl app -am package -DskipTests -Dbaton.withoutEngine

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 baton \
    && useradd --system --uid 10001 --gid baton --home-dir /var/lib/baton --shell /usr/sbin/nologin baton \
    && install -d -o baton -g baton -m 0700 /var/lib/baton
COPY --from=build /src/app/target/baton-exec.jar /opt/baton/baton.jar
USER baton
WORKDIR /var/lib/baton
VOLUME /var/lib/baton
# Inside the container it listens on every address; compose publishes it on 127.0.0.1 only.
ENV SERVER_ADDRESS=0.0.0.0 LOGGING_THRESHOLD_CONSOLE=info
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/baton/baton.jar"]
CMD ["run", "--port", "8080", "--data", "/var/lib/baton"]

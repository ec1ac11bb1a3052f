# The server as an image: built from these sources, run by a JRE and a user without rights.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q -pl kb-server -am package -Dmaven.test.skip=true -Dspotless.check.skip=true

FROM eclipse-temurin:25-jre-alpine
RUN addgroup -S waymark && adduser -S -G waymark -h /data waymark
WORKDIR /app
# From what seldom changes to what often does, so that layers are used again.
COPY --from=build /src/kb-server/target/quarkus-app/lib/ lib/
COPY --from=build /src/kb-server/target/quarkus-app/*.jar ./
COPY --from=build /src/kb-server/target/quarkus-app/app/ app/
COPY --from=build /src/kb-server/target/quarkus-app/quarkus/ quarkus/
USER waymark
EXPOSE 8080
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD wget -q -O /dev/null http://127.0.0.1:8080/q/health/ready || exit 1
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]

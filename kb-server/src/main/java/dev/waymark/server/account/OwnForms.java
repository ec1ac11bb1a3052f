package dev.waymark.server.account;

import dev.waymark.server.problem.SentForm;
import dev.waymark.server.problem.SentForm.Field;
import dev.waymark.server.problem.SentForms;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the form of a request whose sender may not be known just now. It is shown again only with
 * the token of the session that the request brought, so that no other site makes up what stands
 * there.
 */
@ApplicationScoped
class OwnForms implements SentForms {
  private static final int MOST_FIELDS = 1_000;

  @Override
  public Optional<SentForm> of(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    Buffer body = context.body().buffer();
    if (!context.request().method().equals(HttpMethod.POST)
        || body == null
        || type == null
        || !type.startsWith("application/x-www-form-urlencoded")) {
      return Optional.empty();
    }
    List<Field> fields = fields(body.toString(StandardCharsets.UTF_8));
    return CredentialReader.sessionToken(context.request())
        .map(Tokens::csrf)
        .filter(own -> fields.stream().anyMatch(field -> isToken(field, own)))
        .filter(own -> fields.stream().noneMatch(OwnForms::isPassword))
        .map(own -> new SentForm(context.request().uri(), fields));
  }

  private static List<Field> fields(String body) {
    List<Field> fields = new ArrayList<>();
    for (String pair : body.split("&", MOST_FIELDS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.add(
            new Field(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static boolean isToken(Field field, String own) {
    return field.name().equals(CsrfToken.FIELD)
        && MessageDigest.isEqual(
            field.value().getBytes(StandardCharsets.UTF_8), own.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPassword(Field field) {
    return field.name().toLowerCase(Locale.ROOT).contains("password");
  }
}

package dev.waymark.server.web.run;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The fields of a run's forms; each form has some of them.
 *
 * @param visit that the form was made for: an outdated one is refused
 * @param key idempotency key: sending a form twice does what sending it once does
 */
record RunForm(
    @RestForm @DefaultValue("0") int visit,
    @RestForm Optional<String> key,
    @RestForm @DefaultValue("-1") int index,
    @RestForm @DefaultValue("false") boolean done,
    @RestForm @DefaultValue("") String to,
    @RestForm @DefaultValue("") String choice,
    @RestForm @DefaultValue("") String text,
    @RestForm("reason") @DefaultValue("") String given) {

  Optional<String> reason() {
    return Optional.of(given.strip()).filter(text -> !text.isEmpty());
  }

  /** What the person wrote. */
  String draft() {
    return text.isBlank() ? given : text;
  }
}

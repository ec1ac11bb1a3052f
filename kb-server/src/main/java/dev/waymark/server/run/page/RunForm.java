package dev.waymark.server.run.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The fields of a run's forms as they were sent; each form has some of them.
 *
 * @param sentVisit that the form was made for: an outdated one is refused
 * @param sentSeen number of the last event that the form's page showed
 * @param key idempotency key: sending a form twice does what sending it once does
 * @param items of an action that are to be ticked, by index
 */
record RunForm(
    @RestForm("visit") Optional<Integer> sentVisit,
    @RestForm("seen") Optional<Integer> sentSeen,
    @RestForm Optional<String> key,
    @RestForm("index") Optional<Integer> sentIndex,
    @RestForm("item") List<Integer> items,
    @RestForm("done") Optional<String> sentDone,
    @RestForm("to") Optional<String> sentTo,
    @RestForm("choice") Optional<String> sentChoice,
    @RestForm("text") Optional<String> sentText,
    @RestForm("answer") Optional<String> sentAnswer,
    @RestForm("reason") Optional<String> sentReason) {
  RunForm {
    items = List.copyOf(items);
  }

  int visit() {
    return sentVisit.orElse(0);
  }

  int seen() {
    return sentSeen.orElse(Integer.MAX_VALUE);
  }

  int index() {
    return sentIndex.orElse(-1);
  }

  boolean done() {
    return sentDone.filter("true"::equals).isPresent();
  }

  String to() {
    return sentTo.orElse("").strip();
  }

  String choice() {
    return sentChoice.orElse("");
  }

  String text() {
    return sentText.orElse("").strip();
  }

  /** What was pasted, with the line ends that it had before a browser sent it. */
  String answer() {
    return sentAnswer.orElse("").replace("\r\n", "\n");
  }

  Optional<String> reason() {
    return sentReason.map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A parameter's other value, if one was chosen. */
  Map<String, String> changed() {
    return to().isEmpty() ? Map.of() : Map.of(to(), text());
  }

  /** What the person wrote. */
  String draft() {
    return text().isEmpty() ? sentReason.orElseGet(this::answer) : text();
  }
}

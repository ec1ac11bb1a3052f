package dev.waymark.server.alert;

import dev.waymark.model.incident.AlertLink;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where more of an alert is shown. */
final class AlertLinks {
  private static final int MOST = 20;

  private AlertLinks() {}

  /** The texts that are whole addresses, such as the annotation {@code runbook_url}. */
  static Stream<AlertLink> ofTexts(Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(text -> !text.getValue().endsWith(AlertText.MORE))
        .flatMap(
            text ->
                AlertFields.link(name(text.getKey()), text.getValue(), Optional.empty()).stream());
  }

  /** Each address once, under the name that it has first. */
  static List<AlertLink> distinct(Collection<AlertLink> links) {
    Map<String, AlertLink> distinct = new LinkedHashMap<>();
    links.forEach(link -> distinct.putIfAbsent(link.address(), link));
    return distinct.values().stream().limit(MOST).toList();
  }

  /** {@code runbook_url} and {@code runbookURL} are a Runbook. */
  private static String name(String key) {
    String words = key.replaceAll("(?i)_?(url|link)$", "").replaceAll("[_-]+", " ").strip();
    return words.isEmpty()
        ? key
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

package dev.waymark.server.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.source.Secrets;
import dev.waymark.server.notify.ReminderStore.Due;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A follow-up that is overdue, as JSON: a text for chats, and the same in fields for programs.
 *
 * @param key the same whenever this reminder is tried again
 */
record Reminder(String json, String key) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param server address of this server, without a slash at the end; empty if it isn't known
   */
  static Reminder of(Due due, LocalDate today, String server) {
    String title = Secrets.removed(due.title());
    String link = server + "/incidents/" + due.incident() + "/review";
    long days = ChronoUnit.DAYS.between(due.due(), today);
    ObjectNode body = JSON.createObjectNode();
    body.put("text", text(due, title, days, link));
    body.put("kind", "follow-up-overdue");
    body.put("followUp", due.id());
    body.put("title", title);
    body.put("owner", due.owner());
    body.put("due", due.due().toString());
    body.put("daysOverdue", days);
    body.put("incident", due.incident());
    body.put("link", link);
    try {
      String key =
          "follow-up-%d-%d"
              .formatted(due.id(), due.remindedAt().map(Instant::getEpochSecond).orElse(0L));
      return new Reminder(JSON.writeValueAsString(body), key);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  private static String text(Due due, String title, long days, String link) {
    return "Overdue for %s: %s, “%s”, from incident %d. It was due on %s. %s"
        .formatted(
            days == 1 ? "a day" : days + " days",
            plain(due.owner()),
            plain(title),
            due.incident(),
            due.due(),
            link);
  }

  /** Chats must neither call everybody nor follow a link because of what somebody wrote. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "@\u200B")
        .replace("](", "] (");
  }
}

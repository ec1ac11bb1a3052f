package dev.waymark.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.notify.HookStub.Call;
import dev.waymark.server.problem.Result;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reminders, against a hook on this machine; the day is far enough off to be nobody else's. */
@QuarkusTest
class RemindersTest {
  private static final Instant NOON = Instant.parse("2019-05-10T12:00:00Z");

  /** How long a hook may take that answers; it only bounds a hang. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ReminderStore store;
  @Inject DataSource source;
  @TempDir Path folder;

  private HookStub hook;

  @BeforeEach
  void begin() throws IOException {
    hook = new HookStub();
  }

  @AfterEach
  void clear() throws SQLException {
    hook.close();
    run("delete from follow_up where due < '2020-01-01'");
  }

  @Test
  void anOwnerIsRemindedOnceInThreeDays() throws Exception {
    long id = overdue("ann", "Raise the <!channel> timeout @here", "2019-05-07");
    overdue("bob", "Not yet", "2019-05-10");

    assertThat(at(NOON).round()).isEqualTo(1);
    Call call = only();
    JsonNode body = call.json();
    assertThat(call.path()).isEqualTo("/hook/s3cret");
    assertThat(body.path("text").asText())
        .startsWith(
            "Overdue for 3 days: ann, “Raise the &lt;!channel&gt; timeout @\u200Bhere”, from"
                + " incident ")
        .contains("It was due on 2019-05-07. https://waymark.example.com/incidents/")
        .endsWith("/review");
    assertThat(body.path("kind").asText()).isEqualTo("follow-up-overdue");
    assertThat(body.path("followUp").asLong()).isEqualTo(id);
    assertThat(body.path("title").asText()).isEqualTo("Raise the <!channel> timeout @here");
    assertThat(body.path("owner").asText()).isEqualTo("ann");
    assertThat(body.path("due").asText()).isEqualTo("2019-05-07");
    assertThat(body.path("daysOverdue").asInt()).isEqualTo(3);
    assertThat(body.path("link").asText())
        .isEqualTo("https://waymark.example.com/incidents/" + body.path("incident") + "/review");
    assertThat(call.signature()).isEmpty();

    run("delete from follow_up where title = 'Not yet'");
    assertThat(at(NOON.plus(Duration.ofHours(71))).round()).isZero();
    assertThat(at(NOON.plus(Duration.ofDays(3))).round()).isEqualTo(1);
    assertThat(only().key()).isNotEqualTo(call.key());
  }

  @Test
  void whatTheHookDoesNotTakeIsSentByALaterRound() throws Exception {
    overdue("ann", "Raise the timeout", "2019-05-07");
    for (int status : List.of(500, 404, 302, HookStub.NEVER)) {
      hook.answers(status);
      Duration timeout = status == HookStub.NEVER ? Duration.ofSeconds(2) : PATIENCE;
      assertThat(at(NOON, Optional.empty(), timeout).round()).as("after %d", status).isZero();
      assertThat(hook.taken()).hasSize(1).extracting(Call::path).doesNotContain("/elsewhere");
      assertThat(at(NOON.plusSeconds(599)).round()).isZero();
      assertThat(hook.taken()).isEmpty();
      run("update follow_up set reminding_until = null where due < '2020-01-01'");
    }
    hook.answers(500);
    at(NOON).round();
    String key = only().key();
    hook.answers(204);
    assertThat(at(NOON.plusSeconds(600)).round()).isEqualTo(1);
    assertThat(only().key()).isEqualTo(key);
  }

  @Test
  void aHookThatIsDownIsNotTriedForEach() throws Exception {
    for (int i = 0; i < 10; i++) {
      overdue("ann", "Number " + i, "2019-05-07");
    }
    hook.answers(503);
    assertThat(at(NOON).round()).isZero();
    assertThat(hook.taken()).hasSize(3);
  }

  @Test
  void whatAServerTookAndDiedOverIsSentByAnother() throws Exception {
    overdue("ann", "Raise the timeout", "2019-05-07");
    assertThat(
            store.take(
                LocalDate.parse("2019-05-10"),
                NOON.minus(Duration.ofDays(3)),
                NOON,
                NOON.plusSeconds(60)))
        .isPresent();
    assertThat(at(NOON.plusSeconds(59)).round()).isZero();
    assertThat(at(NOON.plusSeconds(60)).round()).isEqualTo(1);
  }

  @Test
  void twoServersSendEachOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      overdue("ann", "Number " + i, "2019-05-07");
    }
    var one = CompletableFuture.supplyAsync(() -> at(NOON).round());
    var other = CompletableFuture.supplyAsync(() -> at(NOON).round());
    assertThat(one.get() + other.get()).isEqualTo(20);
    assertThat(hook.taken()).hasSize(20).extracting(Call::key).doesNotHaveDuplicates();
  }

  @Test
  void remindersAreSigned() throws Exception {
    overdue("ann", "Raise the timeout", "2019-05-07");
    Path secret = folder.resolve("secret");
    assertThat(at(NOON, Optional.of(secret)).round()).isZero();
    assertThat(hook.taken()).isEmpty();

    Files.writeString(secret, "open sesame\n");
    assertThat(at(NOON.plusSeconds(600), Optional.of(secret)).round()).isEqualTo(1);
    Call call = only();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("open sesame".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(call.signature())
        .contains(
            "sha256="
                + HexFormat.of()
                    .formatHex(mac.doFinal(call.body().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void messagesHoldNothingOfTheAddressButTheHost() {
    Reminder reminder = new Reminder("{}", "key");
    for (String address :
        List.of("http://127.0.0.1:1/s3cret", "ftp://127.0.0.1/s3cret", hook.address().toString())) {
      hook.answers(400);
      Result<Reminder> result =
          new OutgoingHook(URI.create(address), Optional.empty(), PATIENCE).post(reminder);
      assertThat(result).isInstanceOf(Result.Refused.class);
      assertThat(result.toString()).doesNotContain("s3cret");
    }
  }

  private Reminders at(Instant now) {
    return at(now, Optional.empty());
  }

  private Reminders at(Instant now, Optional<Path> secret) {
    return at(now, secret, PATIENCE);
  }

  private Reminders at(Instant now, Optional<Path> secret, Duration timeout) {
    return new Reminders(
        store, new Settings(hook.address(), secret, timeout), Clock.fixed(now, ZoneOffset.UTC));
  }

  private Call only() {
    List<Call> calls = hook.taken();
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private record Settings(URI address, Optional<Path> secret, Duration webhookTimeout)
      implements NotifyConfig {
    @Override
    public Optional<URI> webhookUrl() {
      return Optional.of(address);
    }

    @Override
    public Optional<Path> webhookSecretFile() {
      return secret;
    }

    @Override
    public Duration remindEvery() {
      return Duration.ofDays(3);
    }

    @Override
    public Duration interval() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Optional<String> serverUrl() {
      return Optional.of("https://waymark.example.com/");
    }
  }

  private long overdue(String owner, String title, String due) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                with i as (
                  insert into incident (title, entry_id, severity, state, owner, opened_by, opened_at, updated_at, node,
                    node_title, sequence, head_hash)
                  values ('Late', 'late', 'SEV3', 'RESOLVED', 'ann', 'ann', now(), now(), 'check', 'Check', 1, '')
                  returning number)
                insert into follow_up (incident, title, owner, due, state, created_at, created_by)
                select number, ?, ?, ?::date, 'OPEN', now(), 'ann' from i returning id
                """)) {
      statement.setString(1, title);
      statement.setString(2, owner);
      statement.setString(3, due);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}

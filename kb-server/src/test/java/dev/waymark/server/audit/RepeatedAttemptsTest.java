package dev.waymark.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.audit.AuditStore.AuditRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatedAttemptsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

  private final RepeatedAttempts attempts = new RepeatedAttempts();
  private final List<AuditRow> rows = new ArrayList<>();

  @Test
  void theFirstIsARowAtOnceAndTheRestAreCounted() {
    for (int i = 0; i < 1_000; i++) {
      add("ann", "203.0.113.7", i);
    }
    assertThat(rows).hasSize(1);
    rows.addAll(attempts.drain());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).times()).isEqualTo(999);
    assertThat(rows.get(1).since()).isEqualTo(NOW.plusSeconds(1));
    assertThat(rows.get(1).at()).isEqualTo(NOW.plusSeconds(999));

    assertThat(attempts.drain()).as("nothing since").isEmpty();
    add("ann", "203.0.113.7", 2_000);
    assertThat(rows).as("a new beginning is a row at once").hasSize(3);
  }

  @Test
  void manyAddressesAreCountedTogetherAndNoneIsLost() {
    for (int i = 0; i < 10_000; i++) {
      add("ann", "10.0." + i / 250 + "." + i % 250, i);
      add("ben", "10.1." + i / 250 + "." + i % 250, i);
    }
    rows.addAll(attempts.drain());
    assertThat(rows).hasSizeLessThan(110);
    assertThat(times("ann")).isEqualTo(10_000);
    assertThat(times("ben")).isEqualTo(10_000);
  }

  @Test
  void manyNamesTakeNoMoreRoom() {
    for (int i = 0; i < 100_000; i++) {
      add("account-" + i, "203.0.113.7", i);
    }
    rows.addAll(attempts.drain());
    assertThat(rows).hasSizeLessThan(1_300);
    assertThat(rows.stream().mapToLong(AuditRow::times).sum()).isEqualTo(100_000);
  }

  private long times(String account) {
    return rows.stream()
        .filter(row -> row.subject().equals(Optional.of(account)))
        .mapToLong(AuditRow::times)
        .sum();
  }

  private void add(String account, String address, int second) {
    attempts
        .add(AuditAction.SIGN_IN_FAILED, Optional.of(account), address, NOW.plusSeconds(second))
        .ifPresent(rows::add);
  }
}

package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.ParameterType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentTextTest {
  private static final Instant OPENED = Instant.parse("2026-11-20T02:14:05Z");
  private static final String VAULT =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop-rg"
          + "/providers/Microsoft.KeyVault/vaults/shop-vault";
  private static final Draft.Target WHO =
      new Draft.Target("Who is refused?", "../../entries/vault.md#who-is-refused");

  private static IncidentRecord incident() {
    return new IncidentRecord(
        "142",
        "shop-vault denies *everything*",
        IncidentSeverity.SEV2,
        false,
        OPENED,
        Optional.of(OPENED.plusSeconds(4_000)),
        List.of(new Draft.Target("Key Vault denies requests", "../../entries/vault.md")),
        "# Everybody\nwas refused",
        "- Orders stopped\n- 1 < 2",
        List.of(new IncidentRecord.Measure("Time to detect", Duration.ofSeconds(185))),
        List.of(
            new IncidentRecord.Moment(
                OPENED, "Ada Lovelace", "Said `a|b` about shop-vault, password=Tr0ub4dor-3xyz9")),
        List.of(new IncidentRecord.Stop(WHO, "failed: Many are refused")),
        List.of(
            new IncidentRecord.Departure(
                WHO, "Many are refused", "Some are", "10.1.2.3 is ours", "ada@example.org")),
        "",
        "Nobody asked Ada\nLovelace",
        List.of(new IncidentRecord.Learned("missing branch", "Look at 10.1.2.3", Optional.of(WHO))),
        List.of(
            new IncidentRecord.FollowUp(
                "Widen | narrow", "ada", "2026-12-01", "open", Optional.empty())));
  }

  @Test
  void saysWhatHappened() {
    assertThat(IncidentText.of(incident(), Anonymiser.keepingNames()))
        .isEqualTo(
            """
            # shop-vault denies \\*everything\\*

            Incident 142, sev2, opened 2026-11-20 02:14:05 UTC, resolved 2026-11-20 03:20:45 UTC.
            Walked: [Key Vault denies requests](../../entries/vault.md)

            ## Summary

            \\# Everybody
            was refused

            ## Impact

            - Orders stopped
            - 1 < 2

            ## Measures

            - Time to detect: 3 min 5 s

            ## Timeline

            | Time (UTC) | Who | What |
            |---|---|---|
            | 2026-11-20 02:14:05 | Ada Lovelace | Said `a\\|b` about shop-vault, password=(secret removed: password) |

            ## Path

            1. [Who is refused?](../../entries/vault.md#who-is-refused): failed: Many are refused

            ## Overrides

            - [Who is refused?](../../entries/vault.md#who-is-refused): Some are instead of Many are refused, by ada@example.org: 10.1.2.3 is ours

            ## What went badly

            Nobody asked Ada
            Lovelace

            ## Lessons

            - missing branch: Look at 10.1.2.3 ([Who is refused?](../../entries/vault.md#who-is-refused))

            ## Follow-ups

            | What | Owner | Due | State |
            |---|---|---|---|
            | Widen \\| narrow | ada | 2026-12-01 | open |
            """);
  }

  @Test
  void hidesWhoAndWhere() {
    Anonymiser anonymiser =
        Anonymiser.hiding(
            List.of(
                List.of("grace", "Grace Hopper"),
                List.of("ada", "Ada Lovelace", "ada@example.org")),
            List.of(
                new Anonymiser.Value(ParameterType.RESOURCE, VAULT),
                new Anonymiser.Value(ParameterType.URL, "https://shop.contoso.com/orders")));
    assertThat(IncidentText.of(incident(), anonymiser))
        .contains("# resource-1 denies")
        .contains("| responder 2 | Said `a\\|b` about resource-1,")
        .contains("by responder 2: 192.0.2.1 is ours")
        .contains("Look at 192.0.2.1 (")
        .contains("Nobody asked responder 2\n")
        .contains("| responder 2 | 2026-12-01 |")
        .contains("../../entries/vault.md#who-is-refused")
        .doesNotContainIgnoringCase("ada")
        .doesNotContain("Lovelace", "shop-vault", "10.1.2.3");
    assertThat(anonymiser.text(VAULT))
        .isEqualTo(
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/group-1"
                + "/providers/Microsoft.KeyVault/vaults/resource-1");
    assertThat(anonymiser.text("https://shop.contoso.com/orders of mail@shop.contoso.com, fe80::1"))
        .isEqualTo("https://host-1.example.com/orders of person1@example.com, 2001:db8::1");
    String once = anonymiser.text("at 02:14:05 on 10.9.9.9 by eve@contoso.com");
    assertThat(once).isEqualTo("at 02:14:05 on 192.0.2.2 by person2@example.com");
    assertThat(anonymiser.text(once)).isEqualTo(once);
  }
}

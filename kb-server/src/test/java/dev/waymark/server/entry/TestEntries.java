package dev.waymark.server.entry;

/** Small entries that run. */
final class TestEntries {
  private TestEntries() {}

  static String entry(String id, String title, String symptoms) {
    return """
        ---
        id: %s
        title: %s
        service: House
        severity: sev3
        owners: [home]
        reviewed: 2026-11-01
        review-every: 90d
        tags: [house]
        ---
        # %s

        Something is wrong in the house.

        ## Symptoms

        %s

        ## Diagnostics

        ### Is it plugged in?

        Look at the wall.

        | Answer | Means | Next |
        |---|---|---|
        | Yes | It is worn out | [Worn out](#worn-out) |
        | No | Nobody knows | [Escalate](#escalation) |

        ## Root causes

        ### Worn out

        It has served its time. [Buy another](#buy-another).

        ## Resolution

        ### Buy another

        Risk: read

        - [ ] Go to the shop

        ## Prevention

        - Keep a spare one

        ## Escalation

        | Severity | When | Who | Within |
        |---|---|---|---|
        | sev1 | At once | The electrician | 15m |
        | sev2 | Soon | The electrician | 30m |
        | sev3 | Today | The electrician | 4h |
        | sev4 | This week | The electrician | 1d |
        """
        .formatted(id, title, title, symptoms);
  }
}

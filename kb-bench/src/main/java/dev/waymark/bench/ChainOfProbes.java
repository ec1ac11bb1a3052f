package dev.waymark.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An entry that is walked by itself from its first step to its cause. */
final class ChainOfProbes {
  static final String ID = "bench-chain";

  /** How many steps are walked. */
  static final int STEPS = 100;

  static final String TEXT =
      """
      ---
      id: bench-chain
      title: A chain to measure
      service: Benchmarks
      severity: sev4
      owners: [benchmarks]
      reviewed: 2026-11-01
      review-every: 3650d
      tags: [bench]
      parameters:
        address: {type: string, description: An address of this machine}
        port: {type: int, description: A port that answers there}
      ---
      # A chain to measure

      Steps that each ask the same and lead to the next.

      ## Symptoms

      - A benchmark runs

      ## Diagnostics

      %s
      ## Root causes

      ### It is measured

      [Read the figures](#read-the-figures).

      ## Resolution

      ### Read the figures

      Risk: read

      - [ ] Read the table

      ## Prevention

      - Measure again after every change

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | Never | Nobody | 1d |
      | sev2 | Never | Nobody | 1d |
      | sev3 | Never | Nobody | 1d |
      | sev4 | Never | Nobody | 1d |
      """
          .formatted(
              IntStream.rangeClosed(1, STEPS)
                  .mapToObj(ChainOfProbes::step)
                  .collect(Collectors.joining()));

  private ChainOfProbes() {}

  private static String step(int number) {
    String next =
        number < STEPS
            ? "[Does the port answer to question %1$d?](#does-the-port-answer-to-question-%1$d)"
                .formatted(number + 1)
            : "[It is measured](#it-is-measured)";
    return """
        ### Does the port answer to question %d?

        A connection to this machine takes next to no time.

        ```tcp
        ${address}:${port}
        ```

        | State | When | Means | Next |
        |---|---|---|---|
        | healthy | `row.Connected` | It answers | %s |
        | failed | otherwise | Nothing is there | [It is measured](#it-is-measured) |

        """
        .formatted(number, next);
  }
}

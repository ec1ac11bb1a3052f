package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassagesTest {
  @Test
  void areParagraphsAndItemsAsTheyAreWritten() {
    assertThat(
            Passages.of(
                """
                Look at the **gateway**
                first.

                - One item
                  goes on
                  1. and has another

                ~~~kql
                Requests | take 1
                ~~~

                | State | When |
                |---|---|
                | healthy | otherwise |

                <!-- A remark -->
                """))
        .containsExactly("Look at the **gateway** first.", "One item goes on", "and has another");
  }

  @Test
  void areNoneOfATextWithoutWords() {
    assertThat(Passages.of("")).isEmpty();
    assertThat(Passages.of("```kql\nRequests\n```\n")).isEmpty();
  }
}

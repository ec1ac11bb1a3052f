package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private final SourceFile file = new SourceFile("entry.md", "| a \\| b |");

  @Test
  void knowsWhereAPartStandsInTheFile() {
    Excerpt excerpt = Excerpt.of(file, new SourceSpan(2, 8)).strip();

    assertThat(excerpt.text()).isEqualTo("a \\| b");
    assertThat(excerpt.span()).isEqualTo(new SourceSpan(2, 8));
    assertThat(excerpt.span(5, 6)).isEqualTo(new SourceSpan(7, 8));
    assertThat(excerpt.part(2, 4).text()).isEqualTo("\\|");
  }

  @Test
  void knowsItAlsoWhereCharactersWereLeftOut() {
    Excerpt unescaped = Excerpt.mapped("a | b", new int[] {2, 3, 5, 6, 7, 8});

    assertThat(unescaped.span(2, 3)).isEqualTo(new SourceSpan(5, 6));
    assertThat(unescaped.span(4, 99)).isEqualTo(new SourceSpan(7, 8));
    assertThat(unescaped.strip()).isEqualTo(unescaped);
  }

  @Test
  void refusesOffsetsThatDontFit() {
    assertThatThrownBy(() -> Excerpt.mapped("ab", new int[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

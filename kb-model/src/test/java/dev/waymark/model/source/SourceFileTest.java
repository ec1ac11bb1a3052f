package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceFileTest {
  private final SourceFile file = new SourceFile("entry.md", "first\r\nsecond\n\nlast");

  @Test
  void namesPositionsAsPeopleDo() {
    assertPosition(0, 1, 1);
    assertPosition(4, 1, 5);
    assertPosition(7, 2, 1);
    assertPosition(14, 3, 1);
    assertPosition(15, 4, 1);
    assertPosition(19, 4, 5);
    assertPosition(1000, 4, 5);
  }

  @Test
  void givesLinesWithoutTheirEnds() {
    assertThat(file.lineCount()).isEqualTo(4);
    assertThat(file.line(1)).isEqualTo("first");
    assertThat(file.line(2)).isEqualTo("second");
    assertThat(file.line(3)).isEmpty();
    assertThat(file.line(4)).isEqualTo("last");
    assertThat(file.text(file.lineSpan(2))).isEqualTo("second");
  }

  private void assertPosition(int offset, int line, int column) {
    assertThat(file.position(offset)).isEqualTo(new Position(line, column));
  }
}

package dev.waymark.server.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T02:10:00Z");

  @Test
  void anchorsComeBackFromTheirFiles() {
    List<Anchor> anchors = anchors(3);

    Map<String, String> files = AnchorFiles.with(Map.of(), anchors, NOW);

    assertThat(files).containsOnlyKeys("README.md", "anchors/2026-11-30.txt");
    Anchors read = Anchors.read(files);
    assertThat(read.heads()).containsExactlyInAnyOrderElementsOf(anchors);
    assertThat(read.first()).contains(NOW);
    assertThat(read.unreadable()).isEmpty();
  }

  @Test
  void laterAnchorsGoBelowEarlierOnesAndNoFileGrowsWithoutEnd() {
    Map<String, String> files = new HashMap<>(AnchorFiles.with(Map.of(), anchors(4_999), NOW));

    Map<String, String> added = AnchorFiles.with(files, anchors(5_002), NOW);

    assertThat(added)
        .containsOnlyKeys(
            "anchors/2026-11-30.txt", "anchors/2026-11-30-2.txt", "anchors/2026-11-30-3.txt");
    assertThat(added.get("anchors/2026-11-30.txt")).startsWith(files.get("anchors/2026-11-30.txt"));
    assertThat(added.values()).allMatch(text -> text.length() < 1024 * 1024);
  }

  @Test
  void aLineThatSaysNothingIsTold() {
    Map<String, String> files =
        Map.of(
            "anchors/2026-11-30.txt", anchors(1).get(0).line() + "\nnothing\n", "other.txt", "x");

    Anchors read = Anchors.read(files);

    assertThat(read.heads()).hasSize(1);
    assertThat(read.unreadable()).containsExactly("line 2 of anchors/2026-11-30.txt");
  }

  private static List<Anchor> anchors(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Anchor(NOW, i + 1, 0, "incident/" + (i + 1), 2, "ab".repeat(32)))
        .toList();
  }
}

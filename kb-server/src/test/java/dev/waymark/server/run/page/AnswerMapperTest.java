package dev.waymark.server.run.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.server.web.Moments;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerMapperTest {
  private static final SourceFile FILE = new SourceFile("entry.md", "${host}:443");
  private static final Fence FENCE =
      new Fence(
          TcpFence.KIND, Map.of(), Excerpt.of(FILE, new SourceSpan(0, 11)), new SourceSpan(0, 11));
  private static final BoundQuery QUERY = new BoundQuery(TcpFence.KIND, "${host}:443", Map.of());
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

  private final AnswerMapper mapper =
      new AnswerMapper(new Moments(NOW), new RunAddress(1, 1, true), List.of());

  @Test
  void aQueryThatWasSentIsUnderWay() {
    var asked = new Attempt(QUERY, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(mapper.map(FENCE, List.of(asked), 1, 1).state()).isEqualTo("awaited");
  }

  @Test
  void aQueryThatCouldNotBeBoundIsNotUnderWay() {
    var why =
        new RunEvent.BranchProposed(
            1,
            List.of(),
            Optional.empty(),
            "The query wasn't sent: `host` has no value here",
            Optional.empty());
    var unsent = new Attempt(QUERY, Optional.empty(), Optional.empty(), Optional.of(why));
    assertThat(mapper.map(FENCE, List.of(unsent), 1, 1).state()).isEqualTo("unsent");
    assertThat(mapper.map(FENCE, List.of(), 1, 1).state()).isEqualTo("none");
  }
}

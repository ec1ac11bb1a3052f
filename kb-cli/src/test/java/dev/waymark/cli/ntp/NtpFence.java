package dev.waymark.cli.ntp;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.kql.syntax.HighlightKind;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.value.HostName;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.OneLine;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.sources.live.LiveFenceType;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kind of fence that only tests have: it asks a time server how far this clock is off. */
public final class NtpFence implements LiveFenceType {
  private static final FenceKind KIND = new FenceKind("ntp");

  private static final List<Column> COLUMNS =
      List.of(new Column("Stratum", ColumnType.LONG), new Column("OffsetMs", ColumnType.REAL));

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Time server";
  }

  @Override
  public List<String> otherLabels() {
    return List.of("sntp");
  }

  @Override
  public List<FenceOption> options() {
    return List.of(FenceOption.TIMEOUT, FenceOption.number("samples", 1, 8, 4));
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return new OneLine(body, holes)
        .read(
            text -> HostName.read(text).value(),
            "isn't the name of a host",
            "Write one such as `time.example.com`.")
        .faults();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return fence.with(Template.fillPlain(fence.body().strip(), values));
  }

  @Override
  public List<Highlight> highlight(String body) {
    return List.of(new Highlight(HighlightKind.STRING, body, 0, body.length()));
  }

  @Override
  public Optional<LiveSource> source(Map<String, String> settings, Clock clock) {
    return Optional.ofNullable(settings.get("WAYMARK_NTP_OFFSET"))
        .map(Double::valueOf)
        .map(
            offset ->
                LiveSource.once(
                    Set.of(KIND),
                    query -> new QueryQueue("clocks", 1, query.text()),
                    ask -> answer(ask, offset, clock)));
  }

  private static Answer answer(Request.Ask ask, double offset, Clock clock) {
    return new Answer.Complete(
        new Table(COLUMNS, List.of(Row.of(2L, offset))),
        Provenance.offline("the clock of " + ask.query().text(), false, clock.instant()));
  }
}

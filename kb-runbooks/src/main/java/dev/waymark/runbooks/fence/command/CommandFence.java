package dev.waymark.runbooks.fence.command;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.BodyIssue;
import dev.waymark.runbooks.fence.Colouring;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.JsonColumn;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.runbooks.paste.PasteException;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.util.List;
import java.util.Optional;

/** A command: what it may do is checked apart from here, for all commands of an entry. */
abstract class CommandFence implements FenceType {
  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    if (body.isBlank()) {
      return fault(
          BodyIssue.EMPTY, body, "The fence is empty", "Write one command that shows or lists.");
    }
    return ShellWord.split(body).isPresent()
        ? List.of()
        : fault(
            BodyIssue.UNREADABLE,
            body,
            "The command has a quote that isn't closed",
            "Close it, or write `\\` in front of a quote that is meant as a character.");
  }

  private static List<BodyFault> fault(BodyIssue code, String body, String message, String hint) {
    return List.of(new BodyFault(code, 0, body.length(), message, hint));
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.of(CommandOutput.COLUMNS);
  }

  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  @Override
  public Table completed(Table answer) {
    return JsonColumn.of(answer, "Stdout");
  }

  @Override
  public PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    try {
      PastedTable.checkText(text);
      return new PasteReading.Complete(CommandOutput.pasted(text));
    } catch (PasteException e) {
      return e.reading();
    }
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return CommandBinder.bind(fence, values);
  }

  @Override
  public boolean isCommand() {
    return true;
  }

  @Override
  public List<Highlight> highlight(String body) {
    return Colouring.COMMAND.of(body);
  }
}

package dev.waymark.runbooks.scenario;

import dev.waymark.runbooks.fence.command.CommandOutput;
import dev.waymark.runbooks.scenario.AnswerReader.Read;

/** What a command printed: one row that says that it succeeded. */
final class TextAnswer {
  private TextAnswer() {}

  static Read read(String text) {
    return new Read.Good(CommandOutput.pasted(text));
  }
}

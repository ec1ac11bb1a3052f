package dev.waymark.server.run;

import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.tree.Tree;
import java.util.Optional;

/** Where the answers of runs come from. */
interface AnswerSources {
  /**
   * The source of a run.
   *
   * @param tree of the text that the run walks
   */
  QuerySource of(Tree tree, Optional<String> scenario);
}

package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs flexmark on anybody's text: bounded beforehand, metered while it runs, on a thread whose
 * stack is deep enough for what the bounds let through. Bounds and meter count, so that they refuse
 * the same text on every machine.
 */
final class BoundedParser {
  private static final long STACK_BYTES = 16L * 1024 * 1024;

  /** Threads are kept for a while: starting one costs as much as parsing a short entry. */
  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          20,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          BoundedParser::thread);

  private final Parser parser;

  /**
   * @param options what flexmark is to read
   */
  BoundedParser(DataHolder options) {
    this.parser =
        Parser.builder(new MutableDataSet(options).set(Parser.HEADING_PARSER, false))
            .customBlockParserFactory(new HeadingLines())
            .build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "markdown-parser", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Parses a text from an offset on and makes something of it while the bounds still hold.
   *
   * @param use what to make; runs on the thread with the deep stack
   */
  <T> StageResult<T> parse(SourceFile file, int from, Function<Document, T> use) {
    Optional<Issue> refused = Bounds.check(file);
    if (refused.isPresent()) {
      return StageResult.failed(List.of(refused.get()));
    }
    MeteredText text = new MeteredText(file.text());
    return run(
        file,
        text,
        () -> use.apply(parser.parse(BasedSequence.of(text).subSequence(from, text.length()))));
  }

  private static <T> StageResult<T> run(SourceFile file, MeteredText text, Callable<T> work) {
    Future<T> future = THREADS.submit(work);
    try {
      return StageResult.of(future.get(), List.of());
    } catch (InterruptedException e) {
      text.stop();
      Thread.currentThread().interrupt();
      return StageResult.failed(List.of(tooMuchWork(file, text)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VirtualMachineError error
          && !(error instanceof StackOverflowError)) {
        throw error;
      }
      return StageResult.failed(List.of(tooMuchWork(file, text)));
    }
  }

  private static Issue tooMuchWork(SourceFile file, MeteredText text) {
    int at = Math.min(text.last(), file.text().length());
    return new Issue(
        MarkdownIssue.TOO_MUCH_WORK,
        file,
        new SourceSpan(at, Math.min(at + 1, file.text().length())),
        "The Markdown around here takes too much work to understand",
        "Look for marks that are opened and never closed, and put program output into a fence.");
  }
}

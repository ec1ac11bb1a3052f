package dev.waymark.cli;

import dev.waymark.kql.batch.QueryBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/** Runs a batch of queries: one line out for each line in, in order, as soon as it is known. */
final class BatchLines {

  private final QueryBatch batch;
  private final boolean check;

  /**
   * @param check whether queries are only read
   */
  BatchLines(QueryBatch batch, boolean check) {
    this.batch = batch;
    this.check = check;
  }

  void run(BufferedReader in, PrintWriter out) throws IOException {
    long number = 1;
    for (String line = in.readLine(); line != null && !out.checkError(); line = in.readLine()) {
      out.write(check ? batch.check(number, line) : batch.evaluate(number, line));
      out.write('\n');
      number++;
    }
    out.flush();
  }
}

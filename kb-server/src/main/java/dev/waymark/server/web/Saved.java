package dev.waymark.server.web;

import dev.waymark.server.problem.Result;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a page's script is told when it has saved what is being written.
 *
 * @param revision to send the next one on
 */
public record Saved(int revision) {
  /** The revision, or as JSON why nothing was saved. */
  public static Response reply(Result<Integer> revision) {
    return Response.ok(new Saved(revision.orThrow())).type(MediaType.APPLICATION_JSON).build();
  }
}

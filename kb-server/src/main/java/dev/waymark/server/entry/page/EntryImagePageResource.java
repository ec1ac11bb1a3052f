package dev.waymark.server.entry.page;

import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryPicture;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images that lie beside entries, as they are now. */
@Path("/entries/{id}/image")
@RolesAllowed(Role.VIEW)
public class EntryImagePageResource {
  /** An SVG may hold script: opened by itself, it is a page that may do nothing. */
  private static final String NOTHING_RUNS =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final Catalog catalog;

  EntryImagePageResource(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * An image.
   *
   * @param path as the entry's links name it, decoded
   */
  @GET
  public Response image(@PathParam("id") String id, @QueryParam("path") @Nullable String path) {
    EntryPicture picture =
        Optional.ofNullable(path)
            .flatMap(named -> catalog.picture(id, named))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "The entry " + id + " has no such image.",
                            "PNG, JPEG, GIF, WebP and SVG of at most 5 MiB are shown.")));
    return Response.ok(picture.bytes(), picture.mediaType())
        .header("Content-Security-Policy", NOTHING_RUNS)
        .build();
  }
}

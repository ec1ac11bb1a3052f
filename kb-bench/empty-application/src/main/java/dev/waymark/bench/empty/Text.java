package dev.waymark.bench.empty;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The one endpoint of the empty application. */
@Path("/")
public class Text {
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String text() {
    return "ok";
  }
}

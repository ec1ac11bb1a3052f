package dev.waymark.server.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows that the server is up until the pages stand. */
@Path("/")
public class HomePlaceholder {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String home() {
    return "Waymark";
  }
}

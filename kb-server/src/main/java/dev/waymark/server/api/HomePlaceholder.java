package dev.waymark.server.api;

import dev.waymark.server.account.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows that the server is up until the pages stand. */
@Path("/")
public class HomePlaceholder {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @RolesAllowed(Role.VIEW)
  public String home() {
    return "Waymark";
  }
}

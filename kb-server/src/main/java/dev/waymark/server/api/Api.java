package dev.waymark.server.api;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the description at {@code /q/openapi} says of the interface as a whole. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Waymark",
            version = "1",
            description =
                """
                Runbook entries, incidents and runs, for all that the pages do.

                **Signing in.** Send a token made at `POST /api/v1/me/tokens` as `Authorization: Bearer …`; \
                name and password as `Authorization: Basic …` work too. With a browser's session every \
                request that changes something carries the session's token in `X-CSRF-Token`.

                **Idempotency.** A `POST` that changes something takes a header `Idempotency-Key`: a \
                repeat with the same key and body gives the first outcome, and with another body 409.

                **Problems** are `application/problem+json` (RFC 9457): `detail` says what is wrong, \
                `hint` what to do about it."""),
    security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "basic")})
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "A token made at POST /api/v1/me/tokens")
@SecurityScheme(
    securitySchemeName = "basic",
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "Name and password of an account")
public class Api extends Application {
  public static final String BASE = "/api/v1";
  public static final String KEY = "Idempotency-Key";

  /** How much a caller wants to hear (RFC 7240). */
  public static final String PREFER = "Prefer";

  /** The preference of a caller who knows the rest. */
  public static final String MINIMAL = "return=minimal";
}

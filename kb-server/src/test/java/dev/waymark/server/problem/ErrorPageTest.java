package dev.waymark.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that say what went wrong, even if no resource and no identity is at hand. */
@QuarkusTest
class ErrorPageTest {
  private static final String PEOPLE = "text/html,application/xhtml+xml,*/*;q=0.8";

  @ParameterizedTest
  @CsvSource({
    "GET, /static/x, 404",
    "GET, /static/../x, 302",
    "GET, /static/%2e%2e/x, 302",
    "GET, /static/, 404",
    "GET, /favicon.ico, 404",
    "HEAD, /favicon.ico, 404",
    "POST, /static/x, 404",
    "DELETE, /favicon.ico, 404",
    "DELETE, /login, 405",
    "GET, /welcome/nothing/there, 404",
    "GET, /q/health/nothing, 302",
    "GET, /%00, 400",
    "GET, /login;x=1, 200",
    "GET, /incidents;x=1, 302",
    "GET, /incidents%3Bx=1, 302",
  })
  void itHasTheRightStatusAndSaysNothingInTheLog(String method, String path, int status) {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(logged);
    Logger.getLogger("").addHandler(listener);
    try {
      String page =
          given()
              .urlEncodingEnabled(false)
              .redirects()
              .follow(false)
              .accept(PEOPLE)
              .request(method, path)
              .then()
              .statusCode(status)
              .header("Content-Security-Policy", containsString("default-src 'none'"))
              .extract()
              .asString();
      if (status >= 400 && !method.equals("HEAD")) {
        assertThat(page).contains("<p class=\"kicker numbers\">" + status, "</html>");
      }
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    assertThat(logged).extracting(LogRecord::getMessage).isEmpty();
  }

  @Test
  void itLooksAsItsReaderWants() {
    given()
        .accept(PEOPLE)
        .cookie("waymark-look", "dark.keys-off")
        .get("/static/x")
        .then()
        .statusCode(404)
        .body(containsString("<html lang=\"en\" data-theme=\"dark\" data-keys=\"off\">"));
  }

  @Test
  void programsGetAProblem() {
    RestAssured.get("/static/x")
        .then()
        .statusCode(404)
        .contentType(ProblemJson.MEDIA_TYPE)
        .body(not(containsString("<html")));
  }

  private static final class Listener extends Handler {
    private final List<LogRecord> logged;

    private Listener(List<LogRecord> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
        logged.add(entry);
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}

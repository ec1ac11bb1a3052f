package dev.waymark.server.content;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A forge on this machine: git over HTTP, with the moods of a real one. */
final class GitHttp implements AutoCloseable {
  private final HttpServer server;
  private final Repository repository;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.GOOD;
  private volatile Predicate<String> mayRead = user -> true;
  private volatile Predicate<String> mayWrite = user -> true;
  private volatile String redirect = "";

  private GitHttp(HttpServer server, Repository repository) {
    this.server = server;
    this.repository = repository;
  }

  /** How it answers. */
  enum Mood {
    GOOD,
    /** Ends the connection in the middle of an answer. */
    CUTS,
    /** Fails. */
    BROKEN,
    /** Has no such repository. */
    NOT_FOUND
  }

  static GitHttp of(Repository repository) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      GitHttp git = new GitHttp(server, repository);
      server.createContext("/", git::answer);
      server.start();
      return git;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/team/runbooks.git";
  }

  void is(Mood next) {
    mood = next;
  }

  /** Who may read, and who may push: by {@code user:password}. */
  void allows(String reader, String writer) {
    mayRead = user -> user.equals(reader) || user.equals(writer);
    mayWrite = user -> user.equals(writer);
  }

  void redirectsTo(String url) {
    redirect = url;
  }

  /** The credentials that arrived. */
  List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      String user = user(exchange);
      boolean writes = path.contains("git-receive-pack");
      if (!redirect.isEmpty()) {
        exchange.getResponseHeaders().set("Location", redirect + path.replaceFirst(".*\\.git", ""));
        exchange.sendResponseHeaders(302, -1);
      } else if (mood == Mood.BROKEN) {
        exchange.sendResponseHeaders(500, -1);
      } else if (mood == Mood.NOT_FOUND) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!mayRead.test(user)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (writes && !mayWrite.test(user)) {
        exchange.sendResponseHeaders(403, -1);
      } else if (mood == Mood.CUTS) {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("001e# service".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      } else {
        serve(exchange, path, writes);
      }
    }
  }

  private String user(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return "";
    }
    authorizations.add(header);
    return new String(
        Base64.getDecoder().decode(header.replace("Basic ", "")), StandardCharsets.UTF_8);
  }

  private void serve(HttpExchange exchange, String path, boolean writes) throws IOException {
    String service = writes ? "git-receive-pack" : "git-upload-pack";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean advertises = path.contains("/info/refs");
    if (advertises) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=" + service + "\n");
      lines.end();
      if (writes) {
        new ReceivePack(repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
      } else {
        new UploadPack(repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
      }
    } else {
      exchange(exchange, writes, out);
    }
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            "application/x-" + service + (advertises ? "-advertisement" : "-result"));
    exchange.sendResponseHeaders(200, out.size());
    try (OutputStream body = exchange.getResponseBody()) {
      out.writeTo(body);
    }
  }

  private void exchange(HttpExchange exchange, boolean writes, OutputStream out)
      throws IOException {
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      if (writes) {
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        pack.receive(in, out, null);
      } else {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.upload(in, out, null);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

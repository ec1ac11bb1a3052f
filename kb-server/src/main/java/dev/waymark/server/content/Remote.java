package dev.waymark.server.content;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** The repository elsewhere: what is fetched from it and pushed to it, and why that fails. */
final class Remote {
  private static final Set<String> SCHEMES = Set.of("https", "http", "file");
  private static final int PATIENCE_SECONDS = 30;
  private static final String MORE_MEMORY =
      "Give the server more memory (-Xmx), or serve a repository of entries alone.";

  private final URIish address;
  private final Credentials credentials;

  private Remote(URIish address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /** Reads an address as it is configured. */
  static Remote at(String url, Optional<Path> credentialsFile) throws TroubleException {
    URIish address;
    try {
      address = new URIish(url.strip());
    } catch (URISyntaxException e) {
      throw new TroubleException(
          new ContentProblem(
              "The repository's address isn't one.",
              "WAYMARK_CONTENT_URL is such as https://git.example.com/team/runbooks.git."));
    }
    boolean isPath = address.getScheme() == null && address.getHost() == null;
    if (!isPath && !SCHEMES.contains(String.valueOf(address.getScheme()))) {
      throw new TroubleException(
          new ContentProblem(
              "A repository can't be read over "
                  + (address.getScheme() == null ? "ssh" : address.getScheme())
                  + ".",
              "Give WAYMARK_CONTENT_URL as https://… or file://…, and a token in the file that"
                  + " WAYMARK_CONTENT_CREDENTIALS_FILE names."));
    }
    if (Set.of("https", "http").contains(String.valueOf(address.getScheme()))) {
      // What stands there may be a token; forges that put a name there don't ask for it.
      address = address.setUser(null);
    }
    if (address.getPass() != null) {
      throw new TroubleException(
          new ContentProblem(
              "The repository's address holds a password.",
              "Take it out of WAYMARK_CONTENT_URL, and put it into a file that"
                  + " WAYMARK_CONTENT_CREDENTIALS_FILE names."));
    }
    if ("http".equals(address.getScheme()) && credentialsFile.isPresent() && !isLoopback(address)) {
      throw new TroubleException(
          new ContentProblem(
              "Credentials aren't sent to " + address.getHost() + " over plain HTTP.",
              "Give WAYMARK_CONTENT_URL as https://…"));
    }
    return new Remote(address, new Credentials(address, credentialsFile));
  }

  private static boolean isLoopback(URIish address) {
    return Set.of("localhost", "127.0.0.1", "[::1]", "::1").contains(address.getHost());
  }

  /** The address as it may be shown. */
  String shown() {
    return address.toString();
  }

  /** What the repository says it has. */
  record Advertised(Optional<String> defaultBranch, Map<String, ObjectId> branches) {}

  /** Chooses the branches to fetch among those that there are. */
  interface Choice {
    List<String> of(Advertised there) throws IOException, TroubleException;
  }

  /** Brings the chosen branches here, rewritten ones too, over the connection that named them. */
  Advertised fetch(Repository repository, Choice choice) throws TroubleException {
    try (Transport transport = open(repository);
        FetchConnection connection = transport.openFetch()) {
      Advertised there = advertised(connection);
      List<String> chosen = choice.of(there);
      if (!chosen.isEmpty()) {
        fetch(repository, connection, chosen);
      }
      return there;
    } catch (IOException e) {
      throw failed(e);
    } catch (OutOfMemoryError e) {
      // One large allocation of JGit's, which nothing else has felt.
      throw new TroubleException(
          new ContentProblem(
              "The repository needs more memory to be fetched than this process has.",
              MORE_MEMORY));
    }
  }

  private static void fetch(
      Repository repository, FetchConnection connection, List<String> branches) throws IOException {
    List<Ref> wanted =
        branches.stream().map(name -> connection.getRef(Constants.R_HEADS + name)).toList();
    try {
      connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
      for (Ref ref : wanted) {
        String branch = ref.getName().substring(Constants.R_HEADS.length());
        RefUpdate update = repository.updateRef(tracking(branch));
        update.setNewObjectId(ref.getObjectId());
        update.setForceUpdate(true);
        update.disableRefLog();
        switch (update.update()) {
          case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
          default -> throw new IOException("the branch " + branch + " can't be written");
        }
      }
    } finally {
      // Nothing may take what was fetched for garbage until its branch knows it.
      for (PackLock lock : connection.getPackLocks()) {
        lock.unlock();
      }
    }
    repository.autoGC(NullProgressMonitor.INSTANCE);
  }

  private static Advertised advertised(FetchConnection connection) {
    Map<String, ObjectId> branches = new TreeMap<>();
    for (Ref ref : connection.getRefs()) {
      if (ref.getName().startsWith(Constants.R_HEADS) && ref.getObjectId() != null) {
        branches.put(ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId());
      }
    }
    return new Advertised(defaultBranch(connection.getRef(Constants.HEAD)), branches);
  }

  /** What HEAD names; empty if it is detached, or names a branch that isn't there. */
  private static Optional<String> defaultBranch(@Nullable Ref head) {
    return head != null
            && head.isSymbolic()
            && head.getTarget().getName().startsWith(Constants.R_HEADS)
        ? Optional.of(head.getTarget().getName().substring(Constants.R_HEADS.length()))
        : Optional.empty();
  }

  /** Where the head of a branch is kept here. */
  static String tracking(String branch) {
    return Constants.R_REMOTES + "origin/" + branch;
  }

  /**
   * Puts a commit on a branch there.
   *
   * @param from where the branch is; the zero id if it is new
   */
  void push(Repository repository, String branch, ObjectId from, ObjectId to)
      throws TroubleException {
    try (Transport transport = open(repository)) {
      RemoteRefUpdate update =
          new RemoteRefUpdate(
              repository, to.name(), to, Constants.R_HEADS + branch, false, tracking(branch), from);
      PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      RemoteRefUpdate done = result.getRemoteUpdate(Constants.R_HEADS + branch);
      switch (done.getStatus()) {
        case OK, UP_TO_DATE -> {
          return;
        }
        case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
            throw new TroubleException(
                new ContentProblem(
                    "The branch " + branch + " has changed in the repository meanwhile.",
                    "Propose the change again: it then goes on top of what is there now."));
        default ->
            throw new TroubleException(
                new ContentProblem(
                    "The repository refuses the branch " + branch + reason(done) + ".",
                    "The account of the credentials must be allowed to push branches of this"
                        + " name."));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private String reason(RemoteRefUpdate update) {
    String message = update.getMessage();
    return message == null || message.isBlank()
        ? ""
        : ": " + credentials.redacted(message.strip().replaceAll("\\.$", ""));
  }

  private Transport open(Repository repository) throws IOException, TroubleException {
    Optional<ContentProblem> broken = credentials.trouble();
    if (broken.isPresent()) {
      throw new TroubleException(broken.orElseThrow());
    }
    Transport transport = Transport.open(repository, address);
    transport.setCredentialsProvider(credentials);
    transport.setTimeout(PATIENCE_SECONDS);
    return transport;
  }

  /** Says what a failure means to somebody who can do something about it. */
  private TroubleException failed(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<ContentProblem> known = known(cause);
      if (known.isPresent()) {
        return new TroubleException(known.orElseThrow());
      }
    }
    String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new TroubleException(
        new ContentProblem(
            "The repository can't be read: " + credentials.redacted(first),
            "Try `git ls-remote " + shown() + "` on the server's machine."));
  }

  private Optional<ContentProblem> known(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("not authorized")
        || message.contains("authentication is required")
        || message.contains("auth fail")
        || message.contains("not permitted")
        || message.contains("403 forbidden")) {
      return Optional.of(
          new ContentProblem(
              "The repository " + shown() + " doesn't take the credentials.",
              "Put a token that may read it, and push branches, into the file that"
                  + " WAYMARK_CONTENT_CREDENTIALS_FILE names; no restart is needed."));
    }
    if (cause instanceof TooLargeObjectInPackException
        || cause instanceof BoundedRepository.TooLarge) {
      return Optional.of(
          new ContentProblem(
              "The repository isn't fetched: " + cause.getMessage() + ".", MORE_MEMORY));
    }
    if (cause instanceof UnknownHostException) {
      return Optional.of(
          new ContentProblem(
              "Nobody knows the host " + address.getHost() + ".",
              "Check WAYMARK_CONTENT_URL, and the name server of this machine."));
    }
    if (cause instanceof SSLException) {
      return Optional.of(
          new ContentProblem(
              "The certificate of " + address.getHost() + " isn't trusted.",
              "Add its authority to a trust store, and start the server with"
                  + " -Djavax.net.ssl.trustStore=FILE."));
    }
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof SocketTimeoutException
        || cause instanceof SocketException
        || message.contains("timed out")
        || message.contains("timeout")
        || message.contains("end of file")
        || message.contains("short read")) {
      return Optional.of(
          new ContentProblem(
              "The repository " + shown() + " can't be reached.",
              "Check the network between this machine and "
                  + host()
                  + "; it is tried again by"
                  + " itself."));
    }
    if (cause instanceof NoRemoteRepositoryException
        || (cause instanceof TransportException && message.contains("not found"))) {
      return Optional.of(
          new ContentProblem(
              "There is no repository at " + shown() + ".",
              "Check WAYMARK_CONTENT_URL, and that the credentials may read it: forges say the same"
                  + " of what is hidden."));
    }
    if (cause instanceof NotSupportedException) {
      return Optional.of(
          new ContentProblem(
              "A repository can't be read from " + shown() + ".",
              "Give WAYMARK_CONTENT_URL as https://… or file://…"));
    }
    return Optional.empty();
  }

  private String host() {
    return address.getHost() == null ? "the repository" : address.getHost();
  }
}

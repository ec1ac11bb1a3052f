package dev.waymark.runbooks.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of programs: which only read, and with which sub-commands others do. */
final class CommandTable {
  /** Programs that only read, whatever their arguments. */
  static final Set<String> READERS =
      words(
          """
          arp awk base64 basename blkid cat cd cmp coredumpctl cut date df diff dig dir dirname dmesg
          dnstap du echo egrep ethtool export false fgrep file findmnt findstr free getent grep head
          hexdump history host hostname htop id ifconfig iostat iotop ipconfig jobs journalctl jq
          last less ls lsblk lscpu lsmod lsof man md5sum more mountpoint mpstat mtr nc netstat nl
          nproc nslookup nvidia-smi od openssl paste pathping pgrep pidstat ping printenv printf
          promtool ps pstree pwd quser readlink realpath rem rg route sar seq set sha256sum sleep sort
          ss stat strings systemctl-analyze systemd-analyze systeminfo tail tasklist tcpdump
          telnet test time top tr tracepath traceroute tracert tree true tshark type uname uniq
          unset uptime vmstat w wc where whereis which who whoami xxd yq zcat zgrep
          """);

  /** Programs that change something, whatever their arguments. */
  static final Set<String> CHANGERS =
      words(
          """
          ansible ansible-playbook apt apt-get apk brew chef-client chgrp chmod chown dd del dnf erase
          fdisk fsck groupadd halt iisreset init insmod install kill killall make mkfs mkswap modprobe
          mount msiexec mv parted passwd pip pip3 pkill poweroff puppet rd reboot rm rmdir rmmod
          setx shred shutdown swapoff swapon taskkill tee truncate umount useradd userdel usermod
          wipefs yum zypper
          """);

  /** Programs that begin another command. */
  static final Map<String, Set<String>> WRAPPERS =
      Map.ofEntries(
          Map.entry("sudo", Set.of("-u", "-g", "-U", "-h", "-p", "-C")),
          Map.entry("doas", Set.of("-u")),
          Map.entry("env", Set.of("-u", "-C")),
          Map.entry("nohup", Set.of()),
          Map.entry("nice", Set.of("-n")),
          Map.entry("ionice", Set.of("-c", "-n")),
          Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
          Map.entry("timeout", Set.of("-s", "-k")),
          Map.entry("watch", Set.of("-n", "-d")),
          Map.entry("xargs", Set.of("-n", "-I", "-P", "-L", "-d")),
          Map.entry("exec", Set.of()),
          Map.entry("time", Set.of()),
          Map.entry("chroot", Set.of()),
          Map.entry("nsenter", Set.of("-t", "--target")));

  /** Sub-commands that only read; behind a colon those of a sub-command that has both kinds. */
  private static final Map<String, Map<String, Set<String>>> READING = new HashMap<>();

  /** Flags that stand before a sub-command and take a value. */
  static final Set<String> VALUE_FLAGS =
      Set.of(
          "-n",
          "--namespace",
          "--context",
          "--kubeconfig",
          "--cluster",
          "--user",
          "-s",
          "--server",
          "--as",
          "--kube-context",
          "-H",
          "--host",
          "-C",
          "--endpoints",
          "--cacert",
          "--cert",
          "--key",
          "-p",
          "--vhost",
          "-f",
          "--file");

  /** Verbs that change something in every program that has them. */
  static final Set<String> CHANGING_VERBS =
      words(
          """
          add apply approve assign attach cancel clear create deallocate delete deploy detach disable
          enable failover import install invoke kill move patch purge put reboot recover redeploy
          regenerate reimage remove renew reset resize restart restore revoke rm rollback rotate
          scale set start stop swap sync terminate uninstall unlock update upgrade upload
          """);

  /** More of them, which elsewhere may be names. */
  static final Set<String> MORE_CHANGING_VERBS =
      words(
          """
          annotate autoscale commit compact cordon cp debug defrag delete_user destroy down drain edit
          exec expose expire fail force-unlock join label leave load migrate modify pause prune
          publish push put reconcile reload replace resume run save suspend taint tag uncordon undo
          unpause untaint up write
          """);

  static {
    reading(
        "kubectl",
        "api-resources api-versions auth:can-i,whoami certificate:list cluster-info completion"
            + " config describe diff events explain get kustomize logs options plugin port-forward"
            + " proxy rollout:history,status top version wait whoami");
    reading(
        "oc",
        "adm:inspect,must-gather,node-logs,top api-resources api-versions auth:can-i,whoami"
            + " cluster-info completion config describe diff events explain extract get help login"
            + " logout logs observe options plugin port-forward project projects proxy"
            + " rollout:history,status status top version wait whoami");
    reading(
        "helm",
        "completion dependency diff env get help history lint list ls plugin pull repo search show"
            + " status template verify version");
    reading(
        "docker",
        "compose:config,images,logs,ls,ps,top,version container:inspect,list,logs,ls,stats,top"
            + " context diff events history login image:history,inspect,list,ls images info inspect"
            + " logs manifest network:inspect,list,ls node:inspect,list,ls,ps port ps search"
            + " service:inspect,list,logs,ls,ps stack:ls,ps,services stats system:df,events,info"
            + " top version volume:inspect,list,ls");
    copy("docker", "podman", "nerdctl");
    reading("docker-compose", "config images logs ls ps top version");
    reading(
        "crictl",
        "images imagefsinfo info inspect inspecti inspectp logs pods ps stats statsp version");
    reading(
        "terraform",
        "console fmt get graph init metadata output plan providers show state:list,pull,show"
            + " validate version workspace:list,select,show");
    copy("terraform", "tofu", "terragrunt");
    reading(
        "systemctl",
        "cat get-default help is-active is-enabled is-failed is-system-running list-dependencies"
            + " list-jobs list-sockets list-timers list-unit-files list-units show show-environment"
            + " status");
    reading(
        "etcdctl",
        "alarm:list check endpoint get lease:list,timetolive member:list role:get,list"
            + " snapshot:status user:get,list version watch");
    reading(
        "vault",
        "audit:list auth:list kv:get,list,metadata list login operator:members policy:list,read"
            + " print read secrets:list status token:lookup version");
    reading("consul", "catalog info kv:export,get members monitor operator validate version");
    reading(
        "nomad",
        "alloc:fs,logs,status job:history,inspect,plan,status node:status server:members"
            + " status version");
    reading(
        "argocd",
        "account app:diff,get,history,list,logs,manifests,resources,wait cluster:get,list context"
            + " login proj:get,list repo:get,list version");
    reading("flux", "check diff events export get logs stats trace tree version");
    reading("istioctl", "analyze authz describe pc proxy-config proxy-status ps version x");
    reading(
        "velero", "backup:describe,get,logs describe get logs restore:describe,get,logs version");
    reading(
        "git",
        "bisect blame branch cat-file checkout clone config describe diff fetch grep log ls-files"
            + " ls-remote ls-tree pull reflog remote rev-list rev-parse shortlog show stash status"
            + " tag");
    reading("pm2", "describe info list logs ls monit show status");
    reading("supervisorctl", "avail maintail pid status tail");
    reading("rabbitmq-diagnostics", "");
    reading(
        "nodetool",
        "compactionstats describecluster describering gcstats getendpoints gossipinfo info netstats"
            + " proxyhistograms ring status statusbinary tablestats toppartitions tpstats version");
  }

  /** Commands of Redis that only read. */
  static final Set<String> REDIS =
      words(
          """
          bitcount client cluster command config dbsize exists geopos get getbit getrange hexists hget
          hgetall hkeys hlen hmget hscan hvals info keys lastsave latency lindex llen lrange memory
          mget monitor object ping pttl pubsub role scan scard sentinel sismember slowlog smembers
          srandmember sscan strlen time ttl type xinfo xlen xrange xrevrange zcard zcount zrange
          zrangebyscore zrank zrevrange zscan zscore
          """);

  /** Commands of the container of Redis commands above that do more than read. */
  static final Set<String> REDIS_CHANGING =
      words(
          "failover forget kill meet reset resetstat rewrite set doctor-fix purge replicate pause");

  private CommandTable() {}

  /**
   * Whether a program's sub-command only reads; empty where the program isn't known.
   *
   * @param next the word behind the sub-command
   */
  static Optional<Boolean> reads(String program, String command, String next) {
    if (program.equals("rabbitmqctl") || program.equals("rabbitmq-diagnostics")) {
      return Optional.of(
          command.startsWith("list_")
              || Set.of("status", "cluster_status", "environment", "ping", "report", "version")
                  .contains(command)
              || program.equals("rabbitmq-diagnostics"));
    }
    return Optional.ofNullable(READING.get(program))
        .map(
            commands ->
                Optional.ofNullable(commands.get(command))
                    .map(inner -> inner.isEmpty() || inner.contains(next))
                    .orElse(false));
  }

  /** Whether the word behind a sub-command decides. */
  static boolean hasBothKinds(String program, String command) {
    return Optional.ofNullable(READING.get(program))
        .map(commands -> commands.get(command))
        .filter(inner -> !inner.isEmpty())
        .isPresent();
  }

  private static void reading(String program, String commands) {
    Map<String, Set<String>> table = new HashMap<>();
    for (String command : commands.split(" ")) {
      int colon = command.indexOf(':');
      table.put(
          colon < 0 ? command : command.substring(0, colon),
          colon < 0 ? Set.of() : Set.of(command.substring(colon + 1).split(",")));
    }
    READING.put(program, table);
  }

  private static void copy(String program, String... others) {
    Arrays.stream(others).forEach(other -> READING.put(other, READING.get(program)));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}

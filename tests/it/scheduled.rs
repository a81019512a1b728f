//! What scheduled jobs rely on, and the examples for them in docs/.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use crate::project::{EPOCH, Project};

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Runs a script in the folder of a project, with the binary on the path and `GITHUB_OUTPUT` and `RUNNER_TEMP` as in a workflow.
fn shell(project: &Project, script: &str) -> Output {
    let programs = cargo_bin!("cuantia").parent().expect("a folder").to_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("bash")
        .args(["-e", "-c", script])
        .current_dir(project.path("."))
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("GITHUB_OUTPUT", project.path("output"))
        .env("RUNNER_TEMP", project.path("."))
        .output()
        .expect("bash runs")
}

fn ran(project: &Project, script: &str) -> String {
    let output = shell(project, script);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{script}\n{}{}", said(&output.stdout), said(&output.stderr));
    said(&output.stdout)
}

#[test]
fn programs_get_one_summary_on_stdout_and_objects_on_stderr() {
    let project = Project::new();
    project.write("raw/new.txt", "Portugal counted 4,200 ships in 2022.\n");
    for (arguments, code) in [
        (&["status", "--exit-code"][..], 10),
        (&["build"], 0),
        (&["status", "--exit-code"], 0),
        (&["verify"], 0),
        (&["yank", "1.0.0", "--reason", "x"], 3),
    ] {
        let run = project.run(&[&["--format", "json", "--log-format", "json", "-v"], arguments].concat());
        assert_eq!(run.code, code, "{arguments:?}\n{}", run.stderr);
        if code != 3 {
            let summary: Value = serde_json::from_str(&run.stdout).expect("one JSON object");
            assert!(summary.is_object(), "{arguments:?}");
        }
        for line in run.stderr.lines() {
            let object: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{arguments:?}: {line}"));
            assert!(object["message"].is_string() || object["fields"]["message"].is_string(), "{line}");
        }
        assert!(!run.stderr.is_empty() || arguments[0] == "verify", "{arguments:?}: there is no sidecar to be told of");
    }
}

#[cfg(unix)]
#[test]
fn the_lines_for_cron_run() {
    let project = Project::new();
    let crontab = example("crontab").replace("/srv/figures", ".");
    let commands: Vec<String> = crontab
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().skip(5).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(commands.len(), 2);
    // To cron a percent sign is a line feed.
    assert!(commands.iter().all(|command| !command.contains('%')), "{commands:?}");
    for published in [true, false] {
        for command in &commands {
            assert_eq!(ran(&project, command), "", "cron mails what is printed");
        }
        let log = project.text("build.jsonl");
        let last: Value = serde_json::from_str(log.lines().last().expect("a line")).expect("JSON");
        assert_eq!(last["published"], published);
    }
    assert_eq!(project.text("build.log"), "");
    project.write("datasets/harbours/v/1.0.0/claims.csv", "x");
    assert!(ran(&project, &commands[1]).contains("checksum  v/1.0.0/claims.csv"));
}

/// The scripts of a workflow's steps: what stands behind `run: |`, or behind `run:` in one line.
fn scripts(workflow: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut lines = workflow.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((before, command)) = line.split_once("run: ") else { continue };
        if command != "|" {
            out.push(command.to_owned());
            continue;
        }
        let indent = before.len() + 2;
        let mut script = String::new();
        while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with(&" ".repeat(indent))) {
            script.extend([line.get(indent..).unwrap_or_default(), "\n"]);
        }
        out.push(script);
    }
    out
}

#[cfg(unix)]
#[test]
fn the_steps_of_the_workflow_run() {
    let project = Project::new();
    let git = |what: &str| ran(&project, &format!("export GIT_CONFIG_GLOBAL=/dev/null\n{what}"));
    if shell(&project, "git --version && python3 --version").status.code() != Some(0) {
        eprintln!("skipped: needs git and python3");
        return;
    }
    git("printf '%s\\n' remote output '*.json' .cuantia '!datasets/**' > .gitignore");
    git("git init --quiet --bare remote && git init --quiet --initial-branch main . && git remote add origin ./remote");
    git("git config user.name T && git config user.email t@example.org && git add . && git commit --quiet -m Start");
    git("git push --quiet --set-upstream origin main");
    let workflow = example("publish.yml");
    let steps = scripts(&workflow);
    assert_eq!(steps.len(), 3, "{steps:?}");
    assert!(ran(&project, &steps[0]).contains("cuantia"));
    ran(&project, &steps[1]);
    assert_eq!(project.text("output"), "publish=true\n");
    git(&steps[2]);
    assert_eq!(git("git log --format=%s remotes/origin/main").lines().next(), Some("Version 1.0.0"));
    assert!(git("git ls-tree -r --name-only origin/main").contains("datasets/harbours/v/1.0.0/SHA256SUMS"));
    ran(&project, &steps[1]);
    assert_eq!(project.text("output"), "publish=true\npublish=false\n");
    // A failure is no "nothing to do".
    project.write("pipeline.toml", "[dataset]\n");
    assert_eq!(shell(&project, &steps[1]).status.code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn systemd_takes_the_units() {
    let project = Project::empty();
    let binary = cargo_bin!("cuantia").display().to_string();
    for name in ["cuantia.service", "cuantia.timer"] {
        let unit = example(name);
        let mut section = "";
        for line in unit.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
            } else {
                assert!(!section.is_empty() && line.contains('='), "{name}: {line}");
            }
        }
        project.write(name, unit.replace("/usr/local/bin/cuantia", &binary).replace("/srv/figures", "/tmp"));
    }
    // What it starts is a command line of ours.
    let commands = example("cuantia.service");
    let commands =
        commands.lines().filter_map(|line| line.split_once("=/usr/local/bin/cuantia ")).map(|(_, rest)| rest);
    for (command, code) in commands.zip([0, 0]) {
        let project = Project::new();
        project.build();
        let run = project.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, code, "{command}: {}", run.stderr);
    }
    let units = [project.path("cuantia.service"), project.path("cuantia.timer")];
    match Command::new("systemd-analyze").args(["verify", "--man=no"]).args(units).output() {
        Err(_) => eprintln!("skipped: needs systemd-analyze"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let ours: Vec<_> = said.lines().filter(|line| line.contains("cuantia")).collect();
            assert!(ours.is_empty(), "{ours:#?}");
        }
    }
}

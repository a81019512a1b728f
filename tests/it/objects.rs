//! The address of an object store as the place to publish to. What needs a server is tried by `tests/acceptance/objects`.

use crate::project::Project;

fn publishing_to(address: &str) -> Project {
    let project = Project::new();
    let config = project.text("pipeline.toml");
    project.write("pipeline.toml", format!("{config}\n[publish]\nto = \"{address}\"\n"));
    project
}

#[test]
fn without_the_feature_an_address_is_told_how_to_build_it() {
    if cfg!(feature = "object-store") {
        eprintln!("skipped: built with the feature `object-store`");
        return;
    }
    for address in ["s3://bucket/data", "gs://bucket", "az://container/data"] {
        let words = ["unsupported-target", address, "--features object-store"];
        for arguments in [&["check"][..], &["build"], &["status"], &["verify"]] {
            publishing_to(address).run(arguments).says(3, &words).says(3, &["pipeline.toml:"]);
        }
        let project = Project::new();
        for arguments in [["build", "--out"], ["status", "--out"], ["verify", "--dataset"]] {
            project.run(&[arguments[0], arguments[1], address]).says(3, &words);
        }
        assert!(!project.path("s3:").exists() && !project.path("datasets").exists());
    }
}

#[test]
fn an_address_that_is_none_is_refused() {
    for address in ["http://host/data", "s3://", "s3://name:password@bucket", "s3://bucket/x?versionId=1"] {
        let run = publishing_to(address).run(&["build"]);
        run.says(3, &["unsupported-target", "pipeline.toml:"]);
        assert!(!run.stderr.contains("password@"), "{}", run.stderr);
    }
}

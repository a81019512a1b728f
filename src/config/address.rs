//! The address of an object store, where a data set may be published instead of a folder.

use crate::base::Diagnostic;

/// What the stores that can be spoken to begin with.
const SCHEMES: &[&str] = &["s3://", "gs://", "az://"];

/// Whether a place to publish to is written as an address, not as a folder.
#[must_use]
pub fn is_address(place: &str) -> bool {
    place.contains("://")
}

/// Why nothing can be published to an address, where that is so: what is wrong with it, or that this program was built
/// without object stores.
#[must_use]
pub fn fault(address: &str) -> Option<Diagnostic> {
    let wrong = |message: String, help: &str| Some(Diagnostic::error("unsupported-target", message).help(help));
    let Some(rest) = SCHEMES.iter().find_map(|scheme| address.strip_prefix(scheme)) else {
        let scheme = address.split("://").next().unwrap_or_default();
        let message = format!("expected a folder or an address with s3://, gs:// or az://, found {scheme:?}");
        return wrong(message, "publish to a folder and copy it");
    };
    let bucket = rest.split('/').next().unwrap_or_default();
    if bucket.is_empty() || rest.contains(['@', ':', '?', '#', '\\']) || rest.contains("//") {
        // What stands before an @ is not said: it may be a password.
        let message = "expected an address such as s3://BUCKET/PREFIX: a bucket, a path, and nothing else";
        return wrong(
            message.into(),
            "credentials come from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
        );
    }
    if cfg!(not(feature = "object-store")) {
        let message = format!("expected a folder, found {address:?}: this cuantia was built without object stores");
        let help =
            "build it with them, `cargo install --path . --features object-store`; or publish to a folder and copy it";
        return wrong(message, help);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{fault, is_address};

    #[test]
    fn an_address_has_a_bucket_and_no_password() {
        assert!(!is_address("datasets") && !is_address("../out/s3:x") && is_address("s3://bucket"));
        let said = |address: &str| fault(address).map(|found| found.to_string()).unwrap_or_default();
        for refused in ["http://host/x", "file:///tmp", "S3://bucket", "://"] {
            assert!(said(refused).contains("s3://, gs:// or az://"), "{refused}");
        }
        for refused in
            ["s3://", "s3:///x", "s3://key:secret@bucket/x", "s3://bucket/x?a=b", "gs://bucket/x#y", "az://c//x"]
        {
            assert!(said(refused).contains("s3://BUCKET/PREFIX"), "{refused}");
            assert!(!said(refused).contains("secret@"), "{refused}");
        }
        for good in ["s3://bucket", "s3://bucket/", "s3://bucket/a/b c", "gs://bucket/x", "az://container/x"] {
            assert_eq!(said(good).is_empty(), cfg!(feature = "object-store"), "{good}");
            assert!(said(good).is_empty() || said(good).contains("--features object-store"), "{good}");
        }
    }
}

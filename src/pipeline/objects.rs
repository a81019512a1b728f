//! A data set in an object store: S3 and what speaks like it, Google Cloud Storage, Azure.
//!
//! There is no lock and no rename, and a writer may die or come late at any moment. What holds instead: nothing is ever
//! deleted, and nothing but `versions.json` and `latest.json` is ever replaced. The first file of a version that is created is
//! SHA256SUMS: it says what every other file of that version is, so that whoever finds it there either has the same files, and
//! may finish them, or takes another number. The version is published when `versions.json` names it, which is replaced only
//! where it is still the one that the build started from. All that is asynchronous stays in this file.

use std::{path::PathBuf, time::Duration};

use object_store::{
    ClientOptions, GetResult, ObjectStore, ObjectStoreExt as _, PutMode, PutPayload, RetryConfig, UpdateVersion,
    aws::AmazonS3Builder, azure::MicrosoftAzureBuilder, gcp::GoogleCloudStorageBuilder, path::Path,
};
use tokio::runtime::{self, Runtime};

use super::{
    Error, disk,
    place::{Found, Hold, Place, Tag},
};
use crate::{base::Diagnostic, dataset::files::SUMS};

/// For a whole request; the largest file of a version is one request.
const TIMEOUT: Duration = Duration::from_mins(10);

/// For a server that says that it is busy, or is not there for a moment.
const RETRY_FOR: Duration = Duration::from_mins(1);
const RETRIES: usize = 6;

/// How often a file is created anew that is said to be there and then is not: S3 says so of two that create it at once.
const CREATIONS: usize = 5;

/// A prefix of a bucket.
#[derive(Debug)]
pub(super) struct Objects {
    store: Box<dyn ObjectStore>,
    /// One thread: this process waits for each request.
    runtime: Runtime,
    /// As the user wrote it.
    address: String,
    /// Of every object.
    prefix: Path,
}

/// The store of an address, with what the environment says of it under names that begin so; the bucket is that of the address.
macro_rules! store {
    ($builder:ty, $variables:literal, $address:expr, $bucket:expr, $with_bucket:ident) => {{
        let retry = RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_FOR, ..RetryConfig::default() };
        let options = ClientOptions::new().with_timeout(TIMEOUT);
        let builder = <$builder>::new().with_retry(retry).with_client_options(options);
        let set =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let set = set.filter(|(name, _)| name.starts_with($variables));
        let known = set.filter_map(|(name, value)| Some((name.to_ascii_lowercase().parse().ok()?, value)));
        let builder = known.fold(builder, |builder, (key, value)| builder.with_config(key, value));
        builder
            .$with_bucket($bucket)
            .build()
            .map(|store| Box::new(store) as Box<dyn ObjectStore>)
            .map_err(|error| refused("open", $address, &error))?
    }};
}

impl Objects {
    /// The address, which has been found to be in order. Nothing is asked of it yet.
    pub(super) fn open(address: &str) -> Result<Self, Error> {
        // The only one that is compiled in; where it is installed already nothing is lost.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let address = address.trim_end_matches('/');
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let store = match scheme {
            "gs" => store!(GoogleCloudStorageBuilder, "GOOGLE_", address, bucket, with_bucket_name),
            "az" => store!(MicrosoftAzureBuilder, "AZURE_", address, bucket, with_container_name),
            _ => store!(AmazonS3Builder, "AWS_", address, bucket, with_bucket_name),
        };
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Error::Failed(format!("cannot wait for {address}: {error}")))?;
        Ok(Self { store, runtime, address: address.into(), prefix: Path::from(prefix) })
    }

    fn object(&self, name: &str) -> Path {
        self.prefix.parts().chain(Path::from(name).parts()).collect()
    }

    /// An error about a file or folder.
    fn refused(&self, doing: &str, name: &str) -> impl Fn(object_store::Error) -> Error {
        let (doing, address) = (doing.to_owned(), self.address_of(name));
        move |error| refused(&doing, &address, &error)
    }

    fn address_of(&self, name: &str) -> String {
        if name.is_empty() { self.address.clone() } else { format!("{}/{name}", self.address) }
    }

    /// Waits for what is read; `None` where it is not there.
    fn found<T>(&self, name: &str, asked: impl Future<Output = object_store::Result<T>>) -> Result<Option<T>, Error> {
        match self.runtime.block_on(asked) {
            Ok(found) => Ok(Some(found)),
            Err(error @ object_store::Error::NotFound { .. }) if !is_without_bucket(&error.to_string()) => Ok(None),
            Err(error) => Err(self.refused("read", name)(error)),
        }
    }

    /// Writes an object where `mode` allows it: whether it did.
    fn put(&self, name: &str, bytes: &[u8], mode: PutMode) -> Result<bool, Error> {
        let at = self.at(name);
        disk::point("put", &at)?;
        let payload = PutPayload::from(bytes.to_vec());
        let put = self.runtime.block_on(self.store.put_opts(&self.object(name), payload, mode.into()));
        disk::point("hear of the put of", &at)?;
        match put {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => Ok(false),
            Err(error) => Err(self.refused("write", name)(error)),
        }
    }

    /// Creates an object: whether it now has these bytes.
    fn create(&self, name: &str, bytes: &[u8]) -> Result<bool, Error> {
        for _ in 0..CREATIONS {
            if self.put(name, bytes, PutMode::Create)? {
                return Ok(true);
            }
            if let Some(there) = self.read(name)? {
                return Ok(there.bytes == bytes);
            }
        }
        Err(Error::Failed(format!("{} is said to be there, and is not", self.address_of(name))))
    }
}

impl Place for Objects {
    fn at(&self, name: &str) -> PathBuf {
        self.address_of(name).into()
    }

    fn read(&self, name: &str) -> Result<Option<Found>, Error> {
        let object = self.object(name);
        let got = async {
            let got: GetResult = self.store.get(&object).await?;
            let tag = Tag { e_tag: got.meta.e_tag.clone(), version: got.meta.version.clone() };
            Ok(Found { bytes: got.bytes().await?.into(), tag })
        };
        self.found(name, got)
    }

    fn names(&self, folder: &str) -> Result<Vec<String>, Error> {
        let object = self.object(folder);
        let listed = self.found(folder, self.store.list_with_delimiter(Some(&object)))?;
        let Some(listed) = listed else { return Ok(Vec::new()) };
        let objects = listed.objects.iter().map(|object| &object.location);
        let names = objects.chain(&listed.common_prefixes).filter_map(Path::filename);
        let mut names: Vec<_> = names.map(ToOwned::to_owned).collect();
        names.sort();
        Ok(names)
    }

    fn has_version(&self, folder: &str) -> Result<bool, Error> {
        let sums = format!("{folder}/{SUMS}");
        let object = self.object(&sums);
        Ok(self.found(&sums, self.store.head(&object))?.is_some())
    }

    fn hold(&self) -> Result<Hold, Error> {
        Ok(Hold(None))
    }

    fn has_leftovers(&self) -> bool {
        false
    }

    fn may_have_begun(&self) -> bool {
        true
    }

    fn put_version(&self, _hold: &Hold, folder: &str, files: &[(String, Vec<u8>)]) -> Result<bool, Error> {
        let (sums, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == SUMS);
        for (name, bytes) in sums {
            if !self.create(&format!("{folder}/{name}"), bytes)? {
                return Ok(false);
            }
        }
        for (name, bytes) in others {
            let name = format!("{folder}/{name}");
            if !self.create(&name, bytes)? {
                let message = format!("expected the file that {SUMS} beside it speaks of, found another");
                let help = "nothing of cuantia puts it there: remove it and build again";
                let found = Diagnostic::error("foreign-object", message).at(self.address_of(&name), 0).help(help);
                return Err(Error::Store(found));
            }
        }
        Ok(true)
    }

    fn replace(&self, _hold: &Hold, name: &str, bytes: &[u8], seen: Option<&Tag>) -> Result<bool, Error> {
        let mode = match seen.cloned() {
            Some(Tag { e_tag, version }) => PutMode::Update(UpdateVersion { e_tag, version }),
            None => PutMode::Create,
        };
        self.put(name, bytes, mode)
    }
}

/// Whether a store that says that something is not there means the bucket.
fn is_without_bucket(said: &str) -> bool {
    ["NoSuchBucket", "ContainerNotFound", "bucket does not exist"].iter().any(|words| said.contains(words))
}

/// What to tell people of a request that did not go well.
fn refused(doing: &str, address: &str, error: &object_store::Error) -> Error {
    use object_store::Error as E;
    let said = said(error);
    let (id, help) = match error {
        _ if is_without_bucket(&said) => ("no-bucket", "make the bucket first, or mend `to` of [publish]"),
        // Where a machine of the cloud is asked for its own credentials.
        _ if said.contains("/169.254.") => (
            "no-credentials",
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_SKIP_SIGNATURE=true to read what is public",
        ),
        _ if said.contains("scheme is not allowed") => {
            ("no-encryption", "AWS_ALLOW_HTTP=true allows an endpoint without TLS")
        }
        E::PermissionDenied { .. } | E::Unauthenticated { .. } => {
            ("no-permission", "the credentials in the environment must be allowed to get, list and put objects there")
        }
        E::NotImplemented { .. } | E::NotSupported { .. } => {
            ("no-conditions", "publishing needs a store that honours If-None-Match and If-Match on PUT")
        }
        _ => ("object-store", "look at the network, AWS_ENDPOINT and AWS_REGION, then run it again: nothing is lost"),
    };
    Error::Store(Diagnostic::error(id, format!("cannot {doing} it: {said}")).at(address, 0).help(help))
}

/// What the server says of itself, else the error with what is behind it, on one line.
fn said(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let tag = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        Some(rest.split_once("</")?.0)
    };
    if let (Some(code), Some(message)) = (tag("Code"), tag("Message")) {
        return format!("{message} ({code})");
    }
    let last = std::iter::successors(Some(error), |error| error.source()).last().map(ToString::to_string);
    let behind = last.filter(|last| !text.contains(last)).map(|last| format!(": {last}")).unwrap_or_default();
    let line = format!("{text}{behind}");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

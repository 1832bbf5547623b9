"""The layers as assets: built on this machine, without Docker, and only when a synth really needs them."""

import shutil
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from layers.build import LAMBDA, build_layer, digest
from layers.names import LAYERS_FOLDER

RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURE = lambda_.Architecture.ARM_64


@jsii.implements(cdk.ILocalBundling)
class LayerBundling:
    """Runs `layers.build` for one layer when CDK wants its content."""

    def __init__(self, name: str) -> None:
        self._name = name

    def try_bundle(self, output_dir: str, *_: Any, **__: Any) -> bool:
        """Build the layer and copy it to where CDK wants it.

        Args:
            output_dir: Empty folder made by CDK.

        Returns:
            True, always: there is no Docker to fall back to.
        """
        shutil.copytree(build_layer(self._name), Path(output_dir), dirs_exist_ok=True)
        return True


class Layers(Construct):
    """Makes a layer the first time a function asks for it.

    The asset's hash is that of the requirements, the target machine and the build script, so a synth which
    skips the building (context `aws:cdk:bundling-stacks: []`) writes the very same template.
    """

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self._made: dict[str, lambda_.LayerVersion] = {}

    def layer(self, name: str) -> lambda_.LayerVersion:
        """The layer of that name.

        Args:
            name: One of `layers.names.LAYER_NAMES`.

        Returns:
            The construct, the same one for the same name.
        """
        if name not in self._made:
            self._made[name] = lambda_.LayerVersion(
                self,
                name.capitalize(),
                description=f"Third-party packages: {name}",
                code=lambda_.Code.from_asset(
                    str(LAYERS_FOLDER / name),
                    asset_hash=digest(name),
                    asset_hash_type=cdk.AssetHashType.CUSTOM,
                    bundling=cdk.BundlingOptions(
                        image=cdk.DockerImage.from_registry("docker-is-not-used"), local=LayerBundling(name)
                    ),
                ),
                compatible_runtimes=[RUNTIME],
                compatible_architectures=[ARCHITECTURE],
            )
        return self._made[name]


if LAMBDA.python_version not in RUNTIME.name:
    raise RuntimeError(f"layers are built for Python {LAMBDA.python_version}, functions run {RUNTIME.name}")
